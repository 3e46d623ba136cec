package dev.poolproof.runner.database;

import dev.poolproof.model.scenario.Engine;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.Driver;

/**
 * That of MySQL and MariaDB: a session has no name of its choice there, so each cell is a database.
 */
final class MysqlDialect implements Dialect {
    private static final Pattern URL =
            Pattern.compile(
                    "jdbc:(?:mysql|mariadb)://(?<host>[^:/?#,()]+)(?::(?<port>\\d{1,5}))?"
                            + "(?<database>/[^?]*)?(?<parameters>\\?.*)?");

    /** There is no such session. */
    private static final int NO_SUCH_THREAD = 1094;

    /** Those of few servers: the driver takes longer to read a URL than to connect. */
    private final Map<Access, Configuration> known = new ConcurrentHashMap<>();

    @Override
    public Engine engine() {
        return Engine.MYSQL;
    }

    @Override
    public String urlExample() {
        return "jdbc:mysql://host:3306/";
    }

    @Override
    public String defaultUser() {
        return "root";
    }

    @Override
    public @Nullable InetSocketAddress address(String url) {
        Matcher match = URL.matcher(url);
        if (!match.matches()) {
            return null;
        }
        int port = match.group("port") == null ? 3306 : Integer.parseInt(match.group("port"));
        return port > 65535 ? null : new InetSocketAddress(match.group("host"), port);
    }

    @Override
    public String rest(String url, String cell) {
        Matcher match = URL.matcher(url);
        String parameters = match.matches() ? match.group("parameters") : null;
        return "/" + database(cell) + (parameters == null ? "" : parameters);
    }

    /** By MariaDB's driver, whatever the URL is for: it speaks to both servers. */
    @Override
    public Connection connect(String url, Credentials credentials) throws SQLException {
        Access access = new Access(url, credentials);
        Configuration configuration = known.get(access);
        if (configuration == null) {
            configuration = configuration(url, credentials);
            known.put(access, configuration);
        }
        return Driver.connect(configuration);
    }

    private static Configuration configuration(String url, Credentials credentials)
            throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", credentials.user());
        properties.setProperty("password", credentials.password());
        properties.setProperty("connectTimeout", "10000");
        properties.setProperty("socketTimeout", "10000");
        // MySQL's default authentication needs it where there is no TLS.
        properties.setProperty("allowPublicKeyRetrieval", "true");
        return Configuration.parse(url.replaceFirst("jdbc:mysql:", "jdbc:mariadb:"), properties);
    }

    @Override
    public String label(Connection connection) throws SQLException {
        String version = text(connection, "select version()");
        String number = version.split("[-+]", 2)[0];
        return (version.contains("MariaDB") ? "MariaDB " : "MySQL ") + number;
    }

    @Override
    public int maxConnections(Connection connection) throws SQLException {
        return Integer.parseInt(text(connection, "select @@max_connections"));
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    private static String database(String cell) {
        return cell.replace('-', '_');
    }

    @Override
    public String table(String cell) {
        return database(cell) + ".writes";
    }

    @Override
    public List<String> create(String cell) {
        return List.of(
                "create database " + database(cell),
                "create table " + table(cell) + " (id bigint not null) engine = InnoDB");
    }

    /** Sessions that are still in it would hold a lock on it. */
    @Override
    public void drop(Connection connection, String cell) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (long session : sessions(connection, cell)) {
                try {
                    statement.execute(endSession(session));
                } catch (SQLException e) {
                    if (e.getErrorCode() != NO_SUCH_THREAD) {
                        throw e;
                    }
                    // It has ended by itself.
                }
            }
            statement.execute("set session lock_wait_timeout = 5");
            statement.execute("drop database if exists " + database(cell));
        }
    }

    private static List<Long> sessions(Connection connection, String cell) throws SQLException {
        List<Long> sessions = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select id from information_schema.processlist where db = ?")) {
            query.setString(1, database(cell));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    sessions.add(rows.getLong(1));
                }
            }
        }
        return sessions;
    }

    @Override
    public String sessionsOfCells() {
        return "select replace(db, '_', '-'), count(*) from information_schema.processlist"
                + " where db like 'poolproof\\_%' group by db";
    }

    @Override
    public String sleep() {
        return "select sleep(?)";
    }

    @Override
    public String ownSession() {
        return "select connection_id()";
    }

    @Override
    public String endSession(long session) {
        return "kill " + session;
    }

    private record Access(String url, Credentials credentials) {}
}
