package dev.poolproof.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An embedded PostgreSQL server, to which each client is an application. Thread-safe. */
final class ObservedPostgres implements ObservedServer {
    private final Path log;
    private final EmbeddedPostgres server;
    private final Connection admin;

    ObservedPostgres(Path home) throws IOException, SQLException {
        log = home.resolve("server.log");
        server =
                TestPostgres.builder()
                        .setDataDirectory(home.resolve("data"))
                        .setCleanDataDirectory(false)
                        .setServerConfig("log_line_prefix", "%a:")
                        .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        admin = server.getPostgresDatabase().getConnection();
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
    }

    @Override
    public String logged(String client) throws IOException {
        return Files.readString(log, UTF_8)
                .lines()
                .filter(line -> line.matches(client + ":(LOG|ERROR|FATAL|PANIC): .*"))
                .map(line -> line.substring(client.length() + 1))
                .map(line -> line.replaceFirst("^LOG: +", "").replaceFirst(": +", ": "))
                .distinct()
                .collect(Collectors.joining("; "));
    }

    @Override
    public synchronized @Nullable String state(String client) throws SQLException {
        try (PreparedStatement asked =
                admin.prepareStatement(
                        "select state from pg_stat_activity where application_name = ?")) {
            asked.setString(1, client);
            try (ResultSet result = asked.executeQuery()) {
                return result.next() ? result.getString(1) : null;
            }
        }
    }

    @Override
    public synchronized void end(String client) throws SQLException {
        try (PreparedStatement asked =
                admin.prepareStatement(
                        "select pg_terminate_backend(pid) from pg_stat_activity"
                                + " where application_name = ?")) {
            asked.setString(1, client);
            asked.execute();
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        admin.close();
        server.close();
    }
}
