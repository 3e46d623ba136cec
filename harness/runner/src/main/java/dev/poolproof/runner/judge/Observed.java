package dev.poolproof.runner.judge;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.Answered;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.HistoryEvent.PoolLogged;
import dev.poolproof.model.matrix.Numbers;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * What expectations are held against.
 *
 * @param symptom whether the scenario's symptom shows
 */
record Observed(Numbers numbers, int poolSize, boolean symptom, History history) {
    /** How long the longest operation took, from its beginning to its end. */
    Duration longestOperation() {
        return history.all(OperationEnded.class)
                .map(OperationEnded::took)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** Whether the last operation to end failed. */
    boolean endedBadly() {
        return history.all(OperationEnded.class)
                .max(Comparator.comparing(OperationEnded::endedAt))
                .filter(Measurement::failed)
                .isPresent();
    }

    /** How many answers an HTTP client took for whole that were not. */
    long silentlyShort() {
        return history.all(Answered.class).filter(Answered::silentlyShort).count();
    }

    /** Whether the pool logged {@code line} before the first operation failed. */
    Warning warned(String line) {
        Optional<Duration> told =
                history.all(PoolLogged.class)
                        .filter(logged -> logged.line().contains(line))
                        .map(PoolLogged::at)
                        .findFirst();
        Optional<Duration> failed =
                history.all(OperationEnded.class)
                        .filter(Measurement::failed)
                        .map(OperationEnded::endedAt)
                        .min(Comparator.naturalOrder());
        if (told.isEmpty()) {
            return Warning.NONE;
        }
        return failed.isPresent() && failed.get().compareTo(told.get()) < 0
                ? Warning.TOO_LATE
                : Warning.IN_TIME;
    }

    /** When a log told of an incident. */
    enum Warning {
        IN_TIME("the log told of it before the first operation failed"),
        TOO_LATE("the log told of it only after the first operation had failed"),
        NONE("the log did not tell of it");

        private final String words;

        Warning(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
