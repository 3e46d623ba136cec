package dev.poolproof.reports;

import dev.poolproof.model.history.History;
import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.RunListener;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Shows how a run gets on: a live bar on a terminal, or else a plain line at each tenth of the run
 * and at least every half minute in which something was played. No thread of its own; the bar's
 * library keeps one daemon thread, which is idle once the run has ended.
 */
public final class ProgressListener implements RunListener {
    private static final Path TERMINAL = Path.of("/dev/tty");

    private final ProgressDisplay display;
    private ProgressTally tally = ProgressTally.NOTHING;

    ProgressListener(ProgressDisplay display) {
        this.display = display;
    }

    /**
     * A live bar on the terminal of this process, even where the standard streams lead elsewhere,
     * as in a fork of Maven; plain lines to {@code log} if the process has no terminal.
     */
    public static ProgressListener onTerminal(PrintStream log) {
        try {
            var terminal = Files.newOutputStream(TERMINAL);
            return new ProgressListener(
                    new LiveBar(new PrintStream(terminal, true, StandardCharsets.UTF_8)));
        } catch (IOException noTerminal) {
            return inLog(log); // a CI server, a daemon, or not a Unix
        }
    }

    /** The same, with standard output for the plain lines. */
    public static ProgressListener onTerminal() {
        return onTerminal(System.out);
    }

    /** Plain lines to {@code log}. */
    public static ProgressListener inLog(PrintStream log) {
        return new ProgressListener(new ProgressLines(log, InstantSource.system()));
    }

    @Override
    public synchronized void planned(int cells, int controls) {
        tally = tally.planned(cells + controls);
        display.show(tally);
    }

    @Override
    public synchronized void started() {
        tally = tally.withStarted();
        display.show(tally);
    }

    @Override
    public synchronized void finished() {
        tally = tally.withPlayed();
        display.show(tally);
    }

    @Override
    public synchronized void judged(CellResult cell, History history) {
        tally = tally.with(cell);
        display.show(tally);
    }

    @Override
    public synchronized void ended(Matrix matrix) {
        display.close(tally);
    }
}
