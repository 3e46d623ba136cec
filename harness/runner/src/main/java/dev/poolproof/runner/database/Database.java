package dev.poolproof.runner.database;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A database server that cells run against. Shared by all cells of a run; safe for use by several
 * threads.
 */
public interface Database extends AutoCloseable {
    /** How its engine is spoken to. */
    Dialect dialect();

    /** The product with its version, as the matrix shows it: {@code PostgreSQL 17.11}. */
    String label();

    /** Where it listens. */
    InetSocketAddress address();

    /**
     * The JDBC URL by which a cell reaches this database through {@code address}.
     *
     * @param scheme of the cell's driver: {@code jdbc:mysql}
     */
    String urlThrough(InetSocketAddress address, String scheme, String cell);

    /** Who connects. */
    Credentials credentials();

    /**
     * The files of a server of the harness's own, which has TLS and a log that can be read; {@code
     * null} for any other.
     */
    @Nullable ServerFiles files();

    /** The most connections that cells may hold at a time. */
    int connectionBudget();

    /**
     * Opens a connection of the harness's own, past every proxy. The caller closes it.
     *
     * @throws SQLException if the database cannot be reached
     */
    Connection connect() throws SQLException;

    /** Ends the server if it is the harness's own. Leaves no process and no file behind. */
    @Override
    void close();
}
