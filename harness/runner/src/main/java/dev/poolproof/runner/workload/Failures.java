package dev.poolproof.runner.workload;

import dev.poolproof.model.history.Failure;
import dev.poolproof.runner.worker.WorkerFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what an application catches into what a history keeps. */
public final class Failures {
    /** Deeper chains say nothing new, and a chain may loop. */
    private static final int MAX_CAUSES = 8;

    private Failures() {}

    /** What a history keeps of {@code thrown}. */
    public static Failure of(Throwable thrown) {
        if (thrown instanceof WorkerFailure reported) {
            return reported.failure();
        }
        if (thrown instanceof HttpFailure reported) {
            return reported.failure();
        }
        List<String> causes = new ArrayList<>();
        collect(thrown, causes);
        return new Failure(
                thrown.getClass().getSimpleName(),
                sqlState(thrown),
                errorCode(thrown),
                String.valueOf(thrown.getMessage()).strip(),
                causes);
    }

    /** A {@code SQLException}'s own SQLState. */
    static @Nullable String sqlState(Throwable thrown) {
        return thrown instanceof SQLException e ? e.getSQLState() : null;
    }

    private static int errorCode(Throwable thrown) {
        return thrown instanceof SQLException e ? e.getErrorCode() : 0;
    }

    private static void collect(Throwable thrown, List<String> causes) {
        Throwable cause = thrown.getCause();
        if (cause != null && cause != thrown) {
            add(cause, causes);
        }
        if (thrown instanceof SQLException e && e.getNextException() != null) {
            add(e.getNextException(), causes);
        }
    }

    private static void add(Throwable cause, List<String> causes) {
        if (causes.size() >= MAX_CAUSES) {
            return;
        }
        causes.add(
                cause.getClass().getSimpleName()
                        + Failure.codes(sqlState(cause), errorCode(cause))
                        + ": "
                        + String.valueOf(cause.getMessage()).strip());
        collect(cause, causes);
    }
}
