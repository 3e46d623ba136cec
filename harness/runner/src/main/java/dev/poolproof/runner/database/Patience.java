package dev.poolproof.runner.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks a server again and again for what will soon be so. */
final class Patience {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Patience() {}

    /**
     * Waits until {@code query} answers true, or a number other than 0.
     *
     * @param otherwise what is the matter if it does not
     * @throws SQLException if it does not within seconds
     */
    static void until(Connection connection, String query, String otherwise) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            until(
                    () -> {
                        try (ResultSet rows = statement.executeQuery(query)) {
                            return rows.next() && rows.getBoolean(1);
                        }
                    },
                    otherwise);
        }
    }

    /** The same for any question. */
    static void until(Question question, String otherwise) throws SQLException {
        long began = System.nanoTime();
        while (!question.isSo()) {
            if (System.nanoTime() - began > LIMIT_NANOS) {
                throw new SQLException(otherwise);
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    @FunctionalInterface
    interface Question {
        boolean isSo() throws SQLException;
    }
}
