package dev.poolproof.runner;

import dev.poolproof.model.Names;
import dev.poolproof.model.scenario.Played;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Which cells of a matrix are run: those of the default scenarios, those of all, or those that a
 * glob such as {@code alb-*} or {@code alb-60s-idle/blog-fix} finds among all.
 */
public final class Selection {
    /** Every cell of the scenarios that are played by default. */
    public static final Selection DEFAULT = new Selection(Played.DEFAULT, "*");

    /** Every cell. */
    public static final Selection ALL = new Selection(Played.ALL, "*");

    private final Played played;
    private final String glob;
    private final PathMatcher matcher;

    private Selection(Played played, String glob) {
        this.played = played;
        this.glob = glob;
        this.matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }

    /**
     * Reads the name of a selection.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Selection named(String name) {
        return Stream.of(DEFAULT, ALL)
                .filter(selection -> selection.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "selection must be default or all, was \"" + name + '"'));
    }

    /**
     * Reads a glob, which is matched against either name, and against {@code scenario/candidate}.
     *
     * @throws IllegalArgumentException if it is not a glob
     */
    public static Selection of(String glob) {
        try {
            return new Selection(Played.ALL, glob);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a glob: %s".formatted(glob, e.getDescription()), e);
        }
    }

    /** Whether a scenario is among those that cells are selected from. */
    public boolean plays(Played scenario) {
        return played == Played.ALL || scenario == Played.DEFAULT;
    }

    /** Whether the cell of {@code scenario} and {@code candidate} is selected. */
    public boolean includes(String scenario, String candidate) {
        return Stream.of(Path.of(scenario), Path.of(candidate), Path.of(scenario, candidate))
                .anyMatch(matcher::matches);
    }

    /** Whether every cell of its scenarios is selected. */
    boolean isWhole() {
        return glob.equals("*");
    }

    /** {@code default} or {@code all}: among which scenarios the glob looks. */
    String name() {
        return Names.of(played);
    }

    /** What cells are found by; {@code *} for every cell. */
    String glob() {
        return glob;
    }

    @Override
    public String toString() {
        return isWhole() ? "selection " + name() : "only: \"" + glob + '"';
    }
}
