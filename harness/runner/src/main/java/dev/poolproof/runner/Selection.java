package dev.poolproof.runner;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.regex.PatternSyntaxException;

/**
 * Which cells of a matrix are run, by a glob such as {@code alb-*}, {@code alb-60s-idle/blog-fix}.
 */
public final class Selection {
    /** Every cell. */
    public static final Selection ALL = new Selection("*");

    private final String glob;
    private final PathMatcher matcher;

    private Selection(String glob) {
        this.glob = glob;
        this.matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }

    /**
     * Reads a glob: with a slash it is matched against {@code scenario/candidate}, without one
     * against either name.
     *
     * @throws IllegalArgumentException if it is not a glob
     */
    public static Selection of(String glob) {
        try {
            return new Selection(glob);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a glob: %s".formatted(glob, e.getDescription()), e);
        }
    }

    /** Whether the cell of {@code scenario} and {@code candidate} is selected. */
    public boolean includes(String scenario, String candidate) {
        return glob.contains("/")
                ? matcher.matches(Path.of(scenario, candidate))
                : matcher.matches(Path.of(scenario)) || matcher.matches(Path.of(candidate));
    }

    @Override
    public String toString() {
        return glob;
    }
}
