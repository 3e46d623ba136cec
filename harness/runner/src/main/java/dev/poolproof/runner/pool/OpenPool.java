package dev.poolproof.runner.pool;

import javax.sql.DataSource;

/** A pool that runs. */
public interface OpenPool extends AutoCloseable {
    /** Where the application borrows connections. */
    DataSource dataSource();

    /** How many connections it has open now, borrowed ones included. */
    int connections();

    /** Closes the pool and waits until it is closed. */
    @Override
    void close();
}
