package dev.poolproof.runner.database;

import dev.poolproof.model.scenario.Engine;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** PostgreSQL's: a cell is an application name, and a table in the user's search path. */
final class PostgresDialect implements Dialect {
    private static final String SCHEME = "jdbc:postgresql://";

    @Override
    public Engine engine() {
        return Engine.POSTGRESQL;
    }

    @Override
    public String urlExample() {
        return SCHEME + "host:5432/database";
    }

    @Override
    public String defaultUser() {
        return "postgres";
    }

    @Override
    public @Nullable InetSocketAddress address(String url) {
        Properties parsed =
                url.startsWith(SCHEME) && url.indexOf('/', SCHEME.length()) > 0
                        ? Driver.parseURL(url, new Properties())
                        : null;
        String host = parsed == null ? null : PGProperty.PG_HOST.getOrDefault(parsed);
        String port = parsed == null ? null : PGProperty.PG_PORT.getOrDefault(parsed);
        return host == null || port == null || host.contains(",")
                ? null
                : new InetSocketAddress(host, Integer.parseInt(port));
    }

    /** All cells share a database. */
    @Override
    public String rest(String url, String cell) {
        return url.substring(url.indexOf('/', SCHEME.length()));
    }

    @Override
    public Connection connect(String url, Credentials credentials) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", credentials.user());
        properties.setProperty("password", credentials.password());
        PGProperty.LOGIN_TIMEOUT.set(properties, 10);
        PGProperty.SOCKET_TIMEOUT.set(properties, 10);
        // Plain where the server lets it: the harness connects often, and a handshake costs.
        PGProperty.SSL_MODE.set(properties, "allow");
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public String label(Connection connection) throws SQLException {
        return "PostgreSQL " + show(connection, "server_version");
    }

    @Override
    public int maxConnections(Connection connection) throws SQLException {
        return Integer.parseInt(show(connection, "max_connections"));
    }

    private static String show(Connection connection, String parameter) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("show " + parameter)) {
            result.next();
            return result.getString(1).split(" ", 2)[0];
        }
    }

    @Override
    public String table(String cell) {
        return cell.replace('-', '_');
    }

    @Override
    public List<String> create(String cell) {
        return List.of("create table " + table(cell) + " (id bigint not null)");
    }

    @Override
    public void drop(Connection connection, String cell) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '1s'");
            statement.execute("drop table if exists " + table(cell));
        }
    }

    @Override
    public String sessionsOfCells() {
        return "select application_name, count(*) from pg_stat_activity"
                + " where application_name like 'poolproof-%' group by application_name";
    }

    @Override
    public String sleep() {
        return "select pg_sleep(?)";
    }

    @Override
    public String ownSession() {
        return "select pg_backend_pid()";
    }

    @Override
    public String endSession(long session) {
        return "select pg_terminate_backend(" + session + ")";
    }
}
