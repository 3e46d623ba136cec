package dev.poolproof.reports;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * One plain line at each tenth of a run, and when something happens half a minute after the last.
 */
final class ProgressLines implements ProgressDisplay {
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final PrintStream log;
    private final InstantSource clock;
    private Instant last;
    private int tenth = -1;

    ProgressLines(PrintStream log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
        last = clock.instant();
    }

    @Override
    public void show(ProgressTally tally) {
        int now = tally.total() == 0 ? 0 : tally.played() * 10 / tally.total();
        boolean longAgo = !clock.instant().isBefore(last.plus(QUIET));
        if (now > tenth || longAgo) {
            tenth = now;
            close(tally);
        }
    }

    @Override
    public void close(ProgressTally tally) {
        last = clock.instant();
        log.printf(
                "poolproof: %d of %d played%s, %s%n",
                tally.played(),
                tally.total(),
                tally.running() == 0 ? "" : ", " + tally.running() + " running",
                tally.inWords());
    }
}
