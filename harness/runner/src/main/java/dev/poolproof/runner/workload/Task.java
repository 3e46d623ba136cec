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
 * @param usage how it takes its connections
 * @param work is done anew for every attempt, and with every connection
 */
record Task(String name, Duration lasts, List<Long> writes, Usage usage, Work work) {
    /** A task that takes one connection and gives it back. */
    Task(String name, Duration lasts, List<Long> writes, Work work) {
        this(name, lasts, writes, Usage.CLOSES, work);
    }

    /** The same task, but for how it takes its connections. */
    Task using(Usage other) {
        return new Task(name, lasts, writes, other, work);
    }

    /** The part that needs a connection. */
    @FunctionalInterface
    interface Work {
        void on(Connection connection) throws SQLException, InterruptedException;
    }
}
