package dev.poolproof.runner.database;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A server of the harness's own, which ends with it.
 *
 * @param reached the server as it runs
 * @param credentials of the cells
 * @param files on this machine
 * @param end ends the server
 */
record StartedServer(Database reached, Credentials credentials, ServerFiles files, Runnable end)
        implements Database {
    /**
     * Enough for the cells that run side by side, their ghosts included: a session that a middlebox
     * forgot stays until its cell has ended.
     */
    static final int MAX_CONNECTIONS = 3000;

    /** Beside those that any server has left for others: the harness's own. */
    private static final int RESERVED = 20;

    /** The same server, to which cells connect as somebody else. */
    StartedServer usedBy(Credentials others) {
        return new StartedServer(reached, others, files, end);
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
    public int connectionBudget() {
        return Math.max(1, reached.connectionBudget() - RESERVED);
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
