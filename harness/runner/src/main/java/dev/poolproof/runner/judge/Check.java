package dev.poolproof.runner.judge;

import dev.poolproof.model.Durations;
import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Expectation;
import java.time.Duration;

/**
 * One expectation, held against what was observed.
 *
 * @param observed in words
 * @param holds whether it is met
 * @param distance how far the observed time is from the limit; longer than any jitter for counts
 */
record Check(Expectation expectation, String observed, boolean holds, Duration distance) {
    private static final Duration FAR = Duration.ofDays(1000);

    static Check of(Expectation expectation, Observed observations) {
        Numbers numbers = observations.numbers();
        int poolSize = observations.poolSize();
        if (expectation instanceof Expectation.Failed failed) {
            return count(
                    expectation,
                    failed.bound(),
                    numbers.failed(),
                    poolSize,
                    "%d of %d operations failed".formatted(numbers.failed(), numbers.operations()));
        }
        if (expectation instanceof Expectation.BorrowWait wait) {
            Duration observed =
                    switch (wait.statistic()) {
                        case P50 -> numbers.borrowWaitP50();
                        case P99 -> numbers.borrowWaitP99();
                        case MAX -> numbers.borrowWaitMax();
                    };
            return time(
                    expectation,
                    wait.bound(),
                    observed,
                    "clients waited up to %s longer for a connection than without the fault"
                            .formatted(Durations.printRounded(observed)));
        }
        if (expectation instanceof Expectation.Recovery recovery) {
            String taken = Durations.printRounded(numbers.recovery());
            return observations.endedBadly()
                    ? new Check(
                            expectation,
                            "it had not gone well again by the end, %s later".formatted(taken),
                            false,
                            FAR)
                    : time(
                            expectation,
                            recovery.bound(),
                            numbers.recovery(),
                            "it took %s until all went well again".formatted(taken));
        }
        if (expectation instanceof Expectation.ServerSessions sessions) {
            int observed =
                    sessions.moment() == Expectation.Moment.PEAK
                            ? numbers.serverSessionsPeak()
                            : numbers.serverSessionsEnd();
            return count(
                    expectation,
                    sessions.bound(),
                    observed,
                    poolSize,
                    "the database held %d sessions for a pool of %d".formatted(observed, poolSize));
        }
        if (expectation instanceof Expectation.ConnectionsOpened opened) {
            return count(
                    expectation,
                    opened.bound(),
                    numbers.connectionsOpened(),
                    poolSize,
                    "the pool opened %d connections".formatted(numbers.connectionsOpened()));
        }
        if (expectation instanceof Expectation.StaleConnections stale) {
            return count(
                    expectation,
                    stale.bound(),
                    numbers.staleConnections(),
                    poolSize,
                    "%d connections were cut or forgotten while the pool held them"
                            .formatted(numbers.staleConnections()));
        }
        if (expectation instanceof Expectation.Writes writes) {
            return writes(writes, numbers, poolSize);
        }
        return ofHistory(expectation, observations);
    }

    private static Check writes(Expectation.Writes writes, Numbers numbers, int poolSize) {
        return switch (writes.kind()) {
            case LOST ->
                    count(
                            writes,
                            writes.bound(),
                            numbers.lostWrites(),
                            poolSize,
                            "%d writes were acknowledged and are not there"
                                    .formatted(numbers.lostWrites()));
            case DOUBLED ->
                    count(
                            writes,
                            writes.bound(),
                            numbers.doubledWrites(),
                            poolSize,
                            "%d writes are there more than once"
                                    .formatted(numbers.doubledWrites()));
        };
    }

    /** What stands in no number. */
    private static Check ofHistory(Expectation expectation, Observed observations) {
        if (expectation instanceof Expectation.SymptomShows shows) {
            boolean wanted = shows.presence() == Expectation.Presence.PRESENT;
            return new Check(
                    expectation,
                    observations.symptom() ? "the symptom shows" : "the symptom does not show",
                    observations.symptom() == wanted,
                    FAR);
        }
        if (expectation instanceof Expectation.SilentlyShort silent) {
            long observed = observations.silentlyShort();
            return count(
                    expectation,
                    silent.bound(),
                    observed,
                    observations.poolSize(),
                    "%d answers were short and taken for whole".formatted(observed));
        }
        if (expectation instanceof Expectation.LongestOperation longest) {
            Duration observed = observations.longestOperation();
            return time(
                    expectation,
                    longest.bound(),
                    observed,
                    "the longest operation took %s".formatted(Durations.printRounded(observed)));
        }
        if (expectation instanceof Expectation.Warned warned) {
            return new Check(
                    expectation,
                    observations.warned(warned.line()).words(),
                    observations.warned(warned.line()) == Observed.Warning.IN_TIME,
                    FAR);
        }
        throw new IllegalStateException(expectation.describe() + " has no check");
    }

    private static Check count(
            Expectation expectation,
            Bound.OfCount bound,
            long observed,
            int poolSize,
            String words) {
        return new Check(expectation, words, bound.holds(observed, poolSize), FAR);
    }

    private static Check time(
            Expectation expectation, Bound.OfDuration bound, Duration observed, String words) {
        return new Check(
                expectation, words, bound.holds(observed), observed.minus(bound.limit()).abs());
    }

    /** Whether a time was observed, and not a count. */
    boolean isTime() {
        return distance.compareTo(FAR) < 0;
    }

    /** {@code 10 of 250 operations failed (expected: failed = 0)}. */
    String describe() {
        return observed + " (expected: " + expectation.describe() + ")";
    }
}
