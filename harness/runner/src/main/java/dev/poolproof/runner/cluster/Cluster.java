package dev.poolproof.runner.cluster;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.ClusterNode;
import dev.poolproof.runner.database.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Two servers of one product, of which one streams from the other: the writer, and the reader,
 * which takes no writes (SQLState 25006 from PostgreSQL, error 1290 from MySQL and MariaDB). What
 * the writer has acknowledged outlives a failover. Roles are read by any thread and changed by one.
 */
public final class Cluster {
    private final List<ClusterNode> nodes;
    private volatile int writer;
    private volatile boolean follows = true;

    /** A cluster of nodes that run; the first is the writer. */
    Cluster(ClusterNode writer, ClusterNode reader) {
        this.nodes = List.of(writer, reader);
    }

    /** Whose servers they are. */
    public Engine engine() {
        return nodes.get(0).dialect().engine();
    }

    /** Both nodes, in an order that never changes. */
    public List<ClusterNode> nodes() {
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
     * Takes the writer down and has the reader take its place; returns when it takes writes. The
     * old writer lets nobody in then, until {@link #rejoin}.
     *
     * @throws DatabaseException if the reader had not got everything, or does not take over
     */
    public void failOver() throws DatabaseException {
        follows = false;
        nodes.get(writer).awaitStandby();
        int promoted = reader();
        nodes.get(writer).resign(nodes.get(promoted));
        nodes.get(promoted).promote();
        writer = promoted;
    }

    /**
     * Starts the node that is down as the reader; returns when it has all that the writer has.
     *
     * @throws DatabaseException if it does not come back
     */
    public void rejoin() throws DatabaseException {
        ClusterNode old = nodes.get(reader());
        old.beStandby();
        old.start();
        awaitReader();
        follows = true;
    }

    /**
     * Ends the reader and starts it again; returns when it has all that the writer has.
     *
     * @throws DatabaseException if it does not come back
     */
    public void restartReader() throws DatabaseException {
        follows = false;
        nodes.get(reader()).stop();
        rejoin();
    }

    /**
     * Ends the writes and sessions of the writer, and has the reader, when it has got everything,
     * take its place. The old writer runs on as it is: read-only, and following nobody, for good.
     *
     * @throws DatabaseException if the reader has not got everything, or does not take over
     */
    public void switchOver() throws DatabaseException {
        follows = false;
        nodes.get(writer).endWrites();
        awaitReader();
        int promoted = reader();
        nodes.get(promoted).leavePeer();
        nodes.get(promoted).promote();
        writer = promoted;
    }

    /** Whether both nodes run, and one follows the other. */
    boolean isWhole() {
        return follows && nodes.stream().allMatch(ClusterNode::isRunning);
    }

    /**
     * Waits until the reader has all that was committed before this was called.
     *
     * @throws DatabaseException if it has not within seconds
     */
    public void awaitReader() throws DatabaseException {
        nodes.get(writer).awaitCopyOn(nodes.get(reader()));
    }

    /** Ends both nodes, the reader first: the writer waits for nobody then. */
    void stop() throws DatabaseException {
        nodes.get(reader()).stop();
        nodes.get(writer).stop();
    }
}
