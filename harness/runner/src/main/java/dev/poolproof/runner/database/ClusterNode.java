package dev.poolproof.runner.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A server of a cluster of two, whose data stays when it is stopped. It begins as the writer unless
 * it was told to be the standby, which takes no writes and streams from its peer. Not safe for use
 * by several threads.
 */
public interface ClusterNode {
    /** How it is spoken to. */
    Dialect dialect();

    /** The product without a version: {@code MariaDB}. */
    String product();

    /** Where it listens on loopback. */
    int port();

    /** Its JDBC URL. */
    String url();

    /** Who the cells connect as. */
    Credentials cells();

    /**
     * Opens a connection of the harness's own, past every proxy. The caller closes it.
     *
     * @throws SQLException if it cannot be reached
     */
    Connection connect() throws SQLException;

    /** Whether it has been started and not stopped since. */
    boolean isRunning();

    /**
     * Starts it in its role and waits until it takes connections.
     *
     * @throws DatabaseException if it does not start
     */
    void start() throws DatabaseException;

    /**
     * Ends it in order: a standby that streams from it has got all that was committed. Does nothing
     * for one that does not run.
     *
     * @throws DatabaseException if it does not end
     */
    void stop() throws DatabaseException;

    /**
     * Takes it, the writer, down: ends the sessions of its clients and lets nobody else in, and has
     * {@code standby} get all that was committed. Nobody streams from it any more then. It comes
     * back as the standby when it is told to be that and started.
     *
     * @param standby that streams from it
     * @throws DatabaseException if it goes on, or the standby has not got everything
     */
    default void resign(ClusterNode standby) throws DatabaseException {
        // A server that ends in order sends all that it has.
        stop();
    }

    /**
     * Makes it the standby from its next start on.
     *
     * @throws DatabaseException if its directory cannot be written
     */
    void beStandby() throws DatabaseException;

    /**
     * Makes the standby the writer, with all that it got from its peer, which has ended or was
     * left; returns when it takes writes.
     *
     * @throws DatabaseException if it stays a standby
     */
    void promote() throws DatabaseException;

    /**
     * Has the writer take no more writes from the cells' user, and ends its sessions; returns when
     * none is left. It runs on, and who connects from now on can read.
     *
     * @throws DatabaseException if it goes on as it was
     */
    void endWrites() throws DatabaseException;

    /**
     * Has the standby follow its peer no longer, which runs on.
     *
     * @throws DatabaseException if it goes on
     */
    void leavePeer() throws DatabaseException;

    /**
     * Waits until the standby streams from it, the writer.
     *
     * @throws DatabaseException if it does not within seconds
     */
    void awaitStandby() throws DatabaseException;

    /**
     * Waits until {@code standby} streams from it, the writer, and shows all that was committed
     * before this was called.
     *
     * @throws DatabaseException if it does not within seconds
     */
    void awaitCopyOn(ClusterNode standby) throws DatabaseException;
}
