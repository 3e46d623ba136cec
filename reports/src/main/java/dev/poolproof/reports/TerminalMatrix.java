package dev.poolproof.reports;

import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.RunInfo;

/**
 * A matrix as text for a terminal or a log. Scenarios stay in the rows, as on every other page, and
 * candidates become lettered columns with their names above: a scenario's name is a sentence that
 * must be read, a column of five characters lets 13 candidates stand in 100 columns, and the
 * letters serve the reasons below.
 */
public final class TerminalMatrix {
    private TerminalMatrix() {}

    /**
     * The whole page, its last line ended, without a line wider than asked for, except for paths,
     * which are never broken.
     */
    public static String render(Matrix matrix, TerminalOptions options) {
        TerminalCanvas canvas = new TerminalCanvas(options);
        canvas.bold(Wording.headline(matrix));
        new TerminalGrid(new Grid(matrix), canvas).draw();
        new TerminalReasons(matrix, canvas).draw();
        foot(matrix, canvas, options);
        return canvas.toString();
    }

    private static void foot(Matrix matrix, TerminalCanvas canvas, TerminalOptions options) {
        RunInfo run = matrix.run();
        canvas.heading("Run");
        canvas.wrapped("  cells     ", Wording.counts(matrix));
        String symptoms = Wording.symptoms(matrix);
        if (!symptoms.isEmpty()) {
            canvas.wrapped("  symptoms  ", symptoms);
        }
        canvas.wrapped("  time      ", Wording.times(run));
        canvas.wrapped("  seed      ", String.valueOf(run.seed()));
        canvas.wrapped("  versions  ", Wording.versions(run));
        canvas.wrapped("  machine   ", run.machine());
        canvas.wrapped("  again     ", run.command());
        if (options.pages() != null) {
            canvas.line("  pages     " + options.pages().resolve("matrix.html"));
            canvas.line("            " + options.pages().resolve("matrix.md"));
        }
    }
}
