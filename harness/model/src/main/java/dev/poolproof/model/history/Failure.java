package dev.poolproof.model.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the application saw when an operation failed.
 *
 * @param exception simple class name
 * @param sqlState SQLState of a {@code SQLException}; {@code null} if it has none
 * @param errorCode the database's own number of the error, such as MySQL's 1290; 0 for none, as
 *     PostgreSQL has none beside the SQLState
 * @param message as thrown
 * @param causes causes and chained exceptions, nearest first, each {@code Class[sqlstate]: message}
 *     or {@code Class[sqlstate, error 1290]: message}
 */
public record Failure(
        String exception,
        @Nullable String sqlState,
        int errorCode,
        String message,
        List<String> causes) {
    public Failure {
        causes = List.copyOf(causes);
    }

    /** One without a number. */
    public Failure(
            String exception, @Nullable String sqlState, String message, List<String> causes) {
        this(exception, sqlState, 0, message, causes);
    }

    /** Whether it, or one of its causes, has {@code state}. */
    public boolean hasSqlState(String state) {
        return state.equals(sqlState)
                || aCauseHas("[" + state + "]")
                || aCauseHas("[" + state + ", ");
    }

    /** Whether it, or one of its causes, has the database's number {@code code}. */
    public boolean hasErrorCode(int code) {
        return code == errorCode || aCauseHas("error " + code + "]");
    }

    /** Whether {@code part} is within what is kept of one of its causes. */
    public boolean aCauseHas(String part) {
        return causes.stream().anyMatch(cause -> cause.contains(part));
    }

    /** {@code [HY000, error 1290]}: what a database calls the error; empty where it has no name. */
    public String codes() {
        return codes(sqlState, errorCode);
    }

    /** The same, of the parts. */
    public static String codes(@Nullable String sqlState, int errorCode) {
        String number = errorCode == 0 ? "" : "error " + errorCode;
        String state = sqlState == null ? "" : sqlState;
        String between = state.isEmpty() || number.isEmpty() ? "" : ", ";
        String codes = state + between + number;
        return codes.isEmpty() ? "" : "[" + codes + "]";
    }
}
