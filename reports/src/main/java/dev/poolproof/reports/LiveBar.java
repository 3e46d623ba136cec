package dev.poolproof.reports;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar that is drawn over itself, until the run ends. */
final class LiveBar implements ProgressDisplay {
    private static final int WIDTH = 79; // fits every terminal; asking for its size would run stty

    private final PrintStream terminal;
    private @Nullable ProgressBar bar;

    LiveBar(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public void show(ProgressTally tally) {
        ProgressBar shown = bar == null ? open() : bar;
        bar = shown;
        shown.maxHint(tally.total());
        shown.stepTo(tally.played());
        shown.setExtraMessage(tally.inFewWords());
    }

    @Override
    public void close(ProgressTally tally) {
        show(tally);
        if (bar != null) {
            bar.close();
        }
        terminal.close();
    }

    private ProgressBar open() {
        return ProgressBar.builder()
                .setTaskName("poolproof")
                .setInitialMax(0)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
                .build();
    }
}
