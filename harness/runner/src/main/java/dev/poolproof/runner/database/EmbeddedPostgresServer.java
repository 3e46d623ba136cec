package dev.poolproof.runner.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A PostgreSQL server of the harness's own, from binaries on the class path. It lives in a
 * directory of its own below {@code java.io.tmpdir}, which is gone when the run is over, however it
 * ends.
 */
final class EmbeddedPostgresServer implements Database {
    /**
     * Enough for the cells that run side by side, their ghosts included: a session that a middlebox
     * forgot stays until its cell has ended.
     */
    private static final int MAX_CONNECTIONS = 1500;

    private static final int RESERVED = 40;

    private final EmbeddedPostgres server;
    private final ServerGuard guard;
    private final Database reached;

    private EmbeddedPostgresServer(EmbeddedPostgres server, ServerGuard guard, Database reached) {
        this.server = server;
        this.guard = guard;
        this.reached = reached;
    }

    /**
     * Unpacks, initialises and starts a server; about 3 s.
     *
     * @throws DatabaseException if it does not start
     */
    static EmbeddedPostgresServer start() throws DatabaseException {
        EmbeddedPostgres server = null;
        try {
            Path home = Files.createTempDirectory("poolproof-postgresql-");
            // Without it the library makes an empty directory of its own, which nobody removes.
            System.setProperty("ot.epg.working-dir", home.resolve("binaries").toString());
            ServerGuard guard = ServerGuard.over(home);
            try {
                Path data = home.resolve("data");
                server =
                        EmbeddedPostgres.builder()
                                .setPgBinaryResolver(new PostgresBinaries())
                                .setDataDirectory(data)
                                .setCleanDataDirectory(false)
                                .setPGStartupWait(Duration.ofSeconds(60))
                                .setServerConfig("max_connections", String.valueOf(MAX_CONNECTIONS))
                                .setServerConfig("shared_buffers", "32MB")
                                .setServerConfig("unix_socket_directories", "")
                                .start();
                String url = server.getJdbcUrl("postgres", "postgres");
                return new EmbeddedPostgresServer(
                        server, guard, OwnPostgres.at(url, new Credentials("postgres", "")));
            } catch (IOException | RuntimeException | DatabaseException e) {
                if (server != null) {
                    server.close();
                }
                guard.release();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw new DatabaseException(
                    "the embedded PostgreSQL does not start: "
                            + e.getMessage()
                            + System.lineSeparator()
                            + "    write -Dpoolproof.database.url=jdbc:postgresql://host:port/database"
                            + " to use a server of your own",
                    e);
        }
    }

    @Override
    public String label() {
        return reached.label();
    }

    @Override
    public InetSocketAddress address() {
        return reached.address();
    }

    @Override
    public String urlThrough(InetSocketAddress address) {
        return reached.urlThrough(address);
    }

    @Override
    public Credentials credentials() {
        return reached.credentials();
    }

    @Override
    public int connectionBudget() {
        return MAX_CONNECTIONS - RESERVED;
    }

    @Override
    public Connection connect() throws SQLException {
        return reached.connect();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException | RuntimeException e) {
            // It may have been killed under us; the guard ends what is left and removes the files.
            guard.release();
            return;
        }
        guard.release();
    }
}
