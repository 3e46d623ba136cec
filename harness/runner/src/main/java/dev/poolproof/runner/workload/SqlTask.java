package dev.poolproof.runner.workload;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * What an operation does with a connection of a database.
 *
 * @param name as histories name it
 * @param lasts how long it takes by plan, in production time
 * @param writes ids that it writes
 * @param usage how it takes its connections
 * @param work is done anew for every attempt, and with every connection
 */
record SqlTask(String name, Duration lasts, List<Long> writes, Usage usage, Work work)
        implements Task {
    /** A task that takes one connection and gives it back. */
    SqlTask(String name, Duration lasts, List<Long> writes, Work work) {
        this(name, lasts, writes, Usage.CLOSES, work);
    }

    /** The same task, but for how it takes its connections. */
    SqlTask using(Usage other) {
        return new SqlTask(name, lasts, writes, other, work);
    }

    /** The part that needs a connection. */
    @FunctionalInterface
    interface Work {
        void on(Connection connection) throws SQLException, InterruptedException;
    }
}
