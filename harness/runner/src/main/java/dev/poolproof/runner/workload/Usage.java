package dev.poolproof.runner.workload;

import java.sql.Connection;
import java.sql.SQLException;

/** How an operation takes connections, and whether it gives them back. */
@FunctionalInterface
interface Usage {
    /** Takes one connection and gives it back, however the work ends. */
    Usage CLOSES =
            (pool, work) -> {
                try (Connection connection = pool.borrow()) {
                    work.on(connection);
                }
            };

    /** Does {@code work} with connections of {@code pool}. */
    void use(Borrower pool, SqlTask.Work work) throws SQLException, InterruptedException;

    /**
     * Takes one connection and forgets it.
     *
     * @param provoked is called once the connection is forgotten
     */
    static Usage leaks(Runnable provoked) {
        return (pool, work) -> {
            Connection forgotten = pool.borrow();
            provoked.run();
            work.on(forgotten);
        };
    }

    /**
     * Takes one connection after another, and gives all back in the end.
     *
     * @param connections that it holds then
     * @param meeting where it waits for the others before it takes another
     */
    static Usage nests(int connections, Meeting meeting) {
        return (pool, work) -> {
            try (Connection connection = pool.borrow()) {
                work.on(connection);
                if (connections > 1) {
                    meeting.arrive();
                    nests(connections - 1, meeting).use(pool, work);
                }
            }
        };
    }

    /** Where connections come from. */
    @FunctionalInterface
    interface Borrower {
        Connection borrow() throws SQLException;
    }
}
