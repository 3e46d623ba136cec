package dev.poolproof.runner.cluster;

import dev.poolproof.runner.database.DatabaseException;
import dev.poolproof.runner.database.PostgresNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Two PostgreSQL servers, of which one streams from the other: the writer, and the reader, which
 * takes no writes (SQLState 25006). What the writer has acknowledged outlives a failover. Roles are
 * read by any thread and changed by one.
 */
public final class Cluster {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final String STREAMING =
            "select count(*) from pg_stat_replication where state = 'streaming'";
    private static final String CAUGHT_UP =
            STREAMING + " and replay_lsn >= pg_current_wal_flush_lsn()";

    private final List<PostgresNode> nodes;
    private volatile int writer;

    /** A cluster of nodes that run; the first is the writer. */
    Cluster(PostgresNode writer, PostgresNode reader) {
        this.nodes = List.of(writer, reader);
    }

    /** Both nodes, in an order that never changes. */
    public List<PostgresNode> nodes() {
        return nodes;
    }

    /** Index of the node that takes writes: 0 or 1. */
    public int writer() {
        return writer;
    }

    /** Index of the node that takes none, running or not. */
    public int reader() {
        return 1 - writer;
    }

    /**
     * Opens a connection of the harness's own to the writer. The caller closes it.
     *
     * @throws SQLException if it cannot be reached
     */
    public Connection connect() throws SQLException {
        return nodes.get(writer).connect();
    }

    /**
     * Ends the writer and has the reader take its place; returns when it takes writes. The old
     * writer is down then, until {@link #rejoin}.
     *
     * @throws DatabaseException if the reader had not got everything, or does not take over
     */
    public void failOver() throws DatabaseException {
        awaitReader(STREAMING);
        nodes.get(writer).stop();
        int promoted = reader();
        try (Connection connection = nodes.get(promoted).connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select pg_promote(true, 60)")) {
            result.next();
            if (!result.getBoolean(1)) {
                throw new SQLException("it stays a standby");
            }
        } catch (SQLException e) {
            throw new DatabaseException("a reader is not promoted: " + e.getMessage(), e);
        }
        writer = promoted;
    }

    /**
     * Starts the node that is down as the reader; returns when it has all that the writer has.
     *
     * @throws DatabaseException if it does not come back
     */
    public void rejoin() throws DatabaseException {
        PostgresNode old = nodes.get(reader());
        old.beStandby();
        old.start();
        awaitReader(CAUGHT_UP);
    }

    /**
     * Ends the reader and starts it again; returns when it has all that the writer has.
     *
     * @throws DatabaseException if it does not come back
     */
    public void restartReader() throws DatabaseException {
        nodes.get(reader()).stop();
        rejoin();
    }

    /** Whether both nodes run. */
    boolean isWhole() {
        return nodes.stream().allMatch(PostgresNode::isRunning);
    }

    /** Waits until the reader has all that was committed before this was called. */
    void awaitReader() throws DatabaseException {
        awaitReader(CAUGHT_UP);
    }

    private void awaitReader(String query) throws DatabaseException {
        long began = System.nanoTime();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            while (count(statement, query) == 0) {
                if (System.nanoTime() - began > PATIENCE_NANOS) {
                    throw new SQLException("it does not stream");
                }
                LockSupport.parkNanos(TICK_NANOS);
            }
        } catch (SQLException e) {
            throw new DatabaseException("a cluster has no reader: " + e.getMessage(), e);
        }
    }

    private static long count(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Ends both nodes, the reader first: the writer waits for nobody then. */
    void stop() throws DatabaseException {
        nodes.get(reader()).stop();
        nodes.get(writer).stop();
    }
}
