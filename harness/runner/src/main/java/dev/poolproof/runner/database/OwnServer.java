package dev.poolproof.runner.database;

import dev.poolproof.model.Names;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A server that runs already, reached by a JDBC URL. */
final class OwnServer implements Database {
    /** Sessions that are left to the server's other users. */
    private static final int LEFT_FREE = 20;

    private final Dialect dialect;
    private final String url;
    private final Credentials credentials;
    private final InetSocketAddress address;
    private final String label;
    private final int connectionBudget;

    private OwnServer(
            Dialect dialect,
            String url,
            Credentials credentials,
            InetSocketAddress address,
            String label,
            int connectionBudget) {
        this.dialect = dialect;
        this.url = url;
        this.credentials = credentials;
        this.address = address;
        this.label = label;
        this.connectionBudget = connectionBudget;
    }

    /**
     * Connects once to learn what the server is.
     *
     * @throws DatabaseException if the URL is not one of {@code dialect} with one host, or nobody
     *     answers
     */
    static OwnServer at(Dialect dialect, String url, Credentials credentials)
            throws DatabaseException {
        InetSocketAddress address = dialect.address(url);
        if (address == null) {
            throw new DatabaseException(
                    "poolproof.database.url: \"%s\" is not a URL with one host of %s%n    write %s"
                            .formatted(
                                    JdbcUrls.withoutPasswords(url),
                                    Names.of(dialect.engine()),
                                    dialect.urlExample()),
                    new IllegalArgumentException("not a URL that can be used"));
        }
        try (Connection connection = dialect.connect(url, credentials)) {
            return new OwnServer(
                    dialect,
                    url,
                    credentials,
                    address,
                    dialect.label(connection),
                    Math.max(1, dialect.maxConnections(connection) - LEFT_FREE));
        } catch (SQLException e) {
            throw new DatabaseException(
                    "poolproof.database.url: "
                            + JdbcUrls.withoutPasswords(url)
                            + " as user "
                            + credentials
                            + " cannot be reached: "
                            + e.getMessage()
                            + System.lineSeparator()
                            + "    write the URL, user and password of a server that runs",
                    e);
        }
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public String urlThrough(InetSocketAddress through, String scheme, String cell) {
        return scheme
                + "://"
                + through.getHostString()
                + ":"
                + through.getPort()
                + dialect.rest(url, cell);
    }

    @Override
    public Credentials credentials() {
        return credentials;
    }

    @Override
    public @Nullable ServerFiles files() {
        return null;
    }

    @Override
    public int connectionBudget() {
        return connectionBudget;
    }

    @Override
    public Connection connect() throws SQLException {
        return dialect.connect(url, credentials);
    }

    @Override
    public void close() {
        // The server is somebody else's; nothing of it is ours to end.
    }
}
