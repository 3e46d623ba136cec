package dev.poolproof.runner.database;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A server of the harness's own, which ends with it.
 *
 * @param reached the server as it runs
 * @param credentials of the cells
 * @param connectionBudget for cells
 * @param end ends the server
 */
record StartedServer(Database reached, Credentials credentials, int connectionBudget, Runnable end)
        implements Database {
    /**
     * Enough for the cells that run side by side, their ghosts included: a session that a middlebox
     * forgot stays until its cell has ended.
     */
    static final int MAX_CONNECTIONS = 1500;

    private static final int RESERVED = 40;

    StartedServer(Database reached, Credentials credentials, Runnable end) {
        this(reached, credentials, MAX_CONNECTIONS - RESERVED, end);
    }

    @Override
    public Dialect dialect() {
        return reached.dialect();
    }

    @Override
    public String label() {
        return reached.label();
    }

    @Override
    public InetSocketAddress address() {
        return reached.address();
    }

    @Override
    public String urlThrough(InetSocketAddress through, String scheme, String cell) {
        return reached.urlThrough(through, scheme, cell);
    }

    @Override
    public Connection connect() throws SQLException {
        return reached.connect();
    }

    @Override
    public void close() {
        end.run();
    }
}
