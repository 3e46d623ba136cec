package dev.poolproof.runner.worker;

import dev.poolproof.model.history.Failure;
import org.jspecify.annotations.Nullable;

/** One line that a worker writes to its standard output. Times are in wall milliseconds. */
sealed interface Report {
    /** The worker takes commands from now on. */
    record Ready(WorkerProfile profile) implements Report {}

    /**
     * The worker cannot run on this machine, or does not take its settings.
     *
     * @param kind never {@link WorkerException.Kind#BROKEN}
     */
    record Declined(WorkerException.Kind kind, String reason) implements Report {}

    /** An operation has its connection, after {@code millis} of waiting. */
    record Borrowed(long id, double millis) implements Report {}

    /**
     * An operation has ended.
     *
     * @param millis from begin to end
     * @param failure {@code null} if it succeeded
     */
    record Ended(long id, double millis, @Nullable Failure failure) implements Report {}

    /** The worker is about to be stopped, and does nothing until the next command. */
    record Freezing() implements Report {}

    /** The worker is alive. */
    record Pong() implements Report {}

    /** The worker's libraries have logged a line. */
    record Log(String level, String line) implements Report {}
}
