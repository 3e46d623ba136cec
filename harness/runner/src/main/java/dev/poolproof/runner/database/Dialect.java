package dev.poolproof.runner.database;

import dev.poolproof.model.scenario.Engine;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What depends on the engine of a database: the harness's own SQL, its own connections, and how the
 * sessions of a cell are told from others.
 */
public interface Dialect {
    /** Whose dialect it is. */
    Engine engine();

    /** What URLs of it look like, for whoever wrote another: {@code jdbc:mysql://host:3306/db}. */
    String urlExample();

    /** The user of a server where nobody says otherwise. */
    String defaultUser();

    /** The host and port of a URL; {@code null} unless it is one of this engine with one host. */
    @Nullable InetSocketAddress address(String url);

    /**
     * What follows host and port in the URL of a cell's connections.
     *
     * @param url of the server, with parameters if need be
     */
    String rest(String url, String cell);

    /**
     * Opens a connection of the harness's own, which notices within seconds that a server is dead.
     *
     * @throws SQLException if the server cannot be reached
     */
    Connection connect(String url, Credentials credentials) throws SQLException;

    /**
     * The product with its version, as the matrix shows it: {@code MariaDB 11.4.5}.
     *
     * @throws SQLException if the server cannot be asked
     */
    String label(Connection connection) throws SQLException;

    /**
     * How many sessions the server takes.
     *
     * @throws SQLException if the server cannot be asked
     */
    int maxConnections(Connection connection) throws SQLException;

    /** Where the writes of a cell go; safe in SQL. */
    String table(String cell);

    /** The statements that make room for a cell. */
    List<String> create(String cell);

    /**
     * Removes what {@link #create} made, waiting at most seconds for sessions that are still in it.
     *
     * @throws SQLException if the server does not let it
     */
    void drop(Connection connection, String cell) throws SQLException;

    /** A query for the name of each cell that has sessions, and how many it has. */
    String sessionsOfCells();

    /** A query that takes as many seconds as its only parameter says. */
    String sleep();

    /** A query for the number of the session that asks. */
    String ownSession();

    /** A statement that ends another session. */
    String endSession(long session);
}
