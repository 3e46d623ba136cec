package dev.poolproof.model.scenario;

import dev.poolproof.model.scenario.Bound.OfDuration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the victims of an incident saw, and the candidate that must show it: the proof that the
 * incident is reproduced. All parts that are given must be found together, in one failed operation;
 * {@code log} in a line that the pool logged, each of {@code serverLog} in one of the servers' own.
 *
 * @param candidate name of the candidate that must show it
 * @param sqlState SQLState of the exception or of one that it chains
 * @param error the database's own number of the error, such as MySQL's 1290, of the exception or of
 *     one that it chains
 * @param exception simple class name of the exception or of one of its causes
 * @param message part of the message of the exception or of one of its causes
 * @param log part of a line that the pool logged
 * @param took how long an operation takes, whether it fails or not
 * @param serverLog parts of lines that a server logged of the cell: the database, or nginx and the
 *     application behind it
 */
public record Symptom(
        String candidate,
        @Nullable String sqlState,
        @Nullable Integer error,
        @Nullable String exception,
        @Nullable String message,
        @Nullable String log,
        @Nullable OfDuration took,
        List<String> serverLog) {
    public Symptom {
        serverLog = List.copyOf(serverLog);
        if (sqlState == null
                && error == null
                && exception == null
                && message == null
                && log == null
                && took == null
                && serverLog.isEmpty()) {
            throw new IllegalArgumentException(
                    "a symptom must have at least one of sqlstate, error, exception, message, log, took, server-log");
        }
    }

    /** A symptom that no server's log tells of. */
    public Symptom(
            String candidate,
            @Nullable String sqlState,
            @Nullable String exception,
            @Nullable String message,
            @Nullable String log,
            @Nullable OfDuration took) {
        this(candidate, sqlState, null, exception, message, log, took, List.of());
    }

    /** A symptom that is not a long wait either. */
    public Symptom(
            String candidate,
            @Nullable String sqlState,
            @Nullable String exception,
            @Nullable String message,
            @Nullable String log) {
        this(candidate, sqlState, null, exception, message, log, null, List.of());
    }

    /** Whether it is looked for in failed operations. */
    public boolean isAFailure() {
        return sqlState != null || error != null || exception != null || message != null;
    }

    /** The parts that are given, in words. */
    public String describe() {
        StringBuilder words = new StringBuilder();
        add(words, "SQLState ", sqlState);
        add(words, "error ", error == null ? null : error.toString());
        add(words, "", exception);
        add(words, "", message == null ? null : '"' + message + '"');
        add(words, "log ", log == null ? null : '"' + log + '"');
        add(words, "an operation that takes ", took == null ? null : took.describe());
        serverLog.forEach(line -> add(words, "server log ", '"' + line + '"'));
        return words.toString();
    }

    private static void add(StringBuilder words, String label, @Nullable String part) {
        if (part != null) {
            words.append(words.isEmpty() ? "" : ", ").append(label).append(part);
        }
    }
}
