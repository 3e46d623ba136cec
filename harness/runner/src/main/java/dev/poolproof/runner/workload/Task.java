package dev.poolproof.runner.workload;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * What an operation does with a connection.
 *
 * @param name as histories name it
 * @param lasts how long it takes by plan, in production time
 * @param writes ids that it writes
 * @param work is done anew for every attempt
 */
record Task(String name, Duration lasts, List<Long> writes, Work work) {
    /** The part that needs a connection. */
    @FunctionalInterface
    interface Work {
        void on(Connection connection) throws SQLException, InterruptedException;
    }
}
