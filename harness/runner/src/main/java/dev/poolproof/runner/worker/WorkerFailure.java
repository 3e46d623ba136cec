package dev.poolproof.runner.worker;

import dev.poolproof.model.history.Failure;
import java.sql.SQLException;

/**
 * An operation of a worker that failed, as the worker's own client told it. It is a {@code
 * SQLException} so that a candidate's retries see its SQLState.
 */
public final class WorkerFailure extends SQLException {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    WorkerFailure(Failure failure) {
        super(failure.message(), failure.sqlState());
        this.failure = failure;
    }

    /** What the worker's application caught. */
    public Failure failure() {
        return failure;
    }
}
