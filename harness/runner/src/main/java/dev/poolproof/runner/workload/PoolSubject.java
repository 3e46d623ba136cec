package dev.poolproof.runner.workload;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A pool in this JVM. */
final class PoolSubject extends Subject {
    private final DataSource pool;

    PoolSubject(DataSource pool) {
        this.pool = pool;
    }

    @Override
    void attempt(Task task, int client, Watch watch) throws SQLException, InterruptedException {
        if (!(task instanceof SqlTask ofDatabase)) {
            throw new IllegalStateException(task.name() + " needs an HTTP client");
        }
        ofDatabase.usage().use(() -> borrow(watch), ofDatabase.work());
    }

    @Override
    void freeze() {
        throw new IllegalStateException("a pool in this JVM cannot be stopped");
    }

    private Connection borrow(Watch watch) throws SQLException {
        watch.waits();
        try {
            return pool.getConnection();
        } finally {
            watch.waited(null);
        }
    }
}
