package dev.poolproof.reports;

import static dev.poolproof.model.Checks.atLeast;
import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a matrix is printed on a terminal.
 *
 * @param width columns; 60 or more
 * @param colour whether ANSI colours are used
 * @param pages directory of the other pages, to be named at the end; {@code null} if there are none
 */
public record TerminalOptions(int width, Colour colour, @Nullable Path pages) {
    /** For a log: 100 columns, no colour. */
    public static final TerminalOptions PLAIN = new TerminalOptions(100, Colour.NEVER, null);

    public TerminalOptions {
        atLeast("width", 60, width);
        requireNonNull(colour, "colour");
    }

    /** The same with ANSI colours. */
    public TerminalOptions coloured() {
        return new TerminalOptions(width, Colour.ANSI, pages);
    }

    /** The same, naming {@code directory} as the place of the other pages. */
    public TerminalOptions withPages(Path directory) {
        return new TerminalOptions(width, colour, directory);
    }

    /** Whether colours are used; no meaning ever hangs on them. */
    public enum Colour {
        NEVER,
        ANSI
    }
}
