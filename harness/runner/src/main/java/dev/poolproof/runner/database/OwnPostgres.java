package dev.poolproof.runner.database;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** A PostgreSQL server of the user's own, reached by a JDBC URL. */
final class OwnPostgres implements Database {
    /** Sessions that are left to the server's other users. */
    private static final int LEFT_FREE = 20;

    private final String url;
    private final Credentials credentials;
    private final InetSocketAddress address;
    private final String databaseAndParameters;
    private final String label;
    private final int connectionBudget;

    private OwnPostgres(
            String url,
            Credentials credentials,
            InetSocketAddress address,
            String label,
            int connectionBudget) {
        this.url = url;
        this.credentials = credentials;
        this.address = address;
        this.databaseAndParameters = url.substring(url.indexOf('/', "jdbc:postgresql://".length()));
        this.label = label;
        this.connectionBudget = connectionBudget;
    }

    /**
     * Connects once to learn what the server is.
     *
     * @throws DatabaseException if the URL is not one of PostgreSQL with one host, or nobody
     *     answers
     */
    static OwnPostgres at(String url, Credentials credentials) throws DatabaseException {
        Properties parsed =
                url.startsWith("jdbc:postgresql://") && url.indexOf('/', 18) > 0
                        ? Driver.parseURL(url, new Properties())
                        : null;
        String host = parsed == null ? null : PGProperty.PG_HOST.getOrDefault(parsed);
        String port = parsed == null ? null : PGProperty.PG_PORT.getOrDefault(parsed);
        if (host == null || port == null || host.contains(",")) {
            throw new DatabaseException(
                    "poolproof.database.url: \""
                            + JdbcUrls.withoutPasswords(url)
                            + "\" is not a PostgreSQL URL with one host"
                            + System.lineSeparator()
                            + "    write jdbc:postgresql://host:5432/database",
                    new IllegalArgumentException("not a URL that can be used"));
        }
        InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(port));
        try (Connection connection = connect(url, credentials)) {
            return new OwnPostgres(
                    url,
                    credentials,
                    address,
                    "PostgreSQL " + show(connection, "server_version"),
                    Math.max(1, Integer.parseInt(show(connection, "max_connections")) - LEFT_FREE));
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
    public String label() {
        return label;
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public String urlThrough(InetSocketAddress through) {
        return "jdbc:postgresql://"
                + through.getHostString()
                + ":"
                + through.getPort()
                + databaseAndParameters;
    }

    @Override
    public Credentials credentials() {
        return credentials;
    }

    @Override
    public int connectionBudget() {
        return connectionBudget;
    }

    @Override
    public Connection connect() throws SQLException {
        return connect(url, credentials);
    }

    @Override
    public void close() {
        // The server is the user's; nothing of it is ours to end.
    }

    private static Connection connect(String url, Credentials credentials) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", credentials.user());
        properties.setProperty("password", credentials.password());
        // The harness must see a dead server at once, whatever the candidates wait for.
        PGProperty.LOGIN_TIMEOUT.set(properties, 10);
        PGProperty.SOCKET_TIMEOUT.set(properties, 10);
        return DriverManager.getConnection(url, properties);
    }

    private static String show(Connection connection, String parameter) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("show " + parameter)) {
            result.next();
            return result.getString(1).split(" ", 2)[0];
        }
    }
}
