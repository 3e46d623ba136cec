package dev.poolproof.runner.pool;

import javax.sql.DataSource;

/** A pool that runs. */
public interface OpenPool extends AutoCloseable {
    /** Where the application borrows connections. */
    DataSource dataSource();

    /** How many connections it has open now, borrowed ones included. */
    int connections();

    /**
     * Ends the connections that nobody has borrowed, and the others when they come back. The pool
     * stays open, and may open new ones.
     */
    void endConnections();

    /** Closes the pool and waits until it is closed. */
    @Override
    void close();
}
