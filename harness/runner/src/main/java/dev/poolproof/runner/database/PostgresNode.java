package dev.poolproof.runner.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of the harness's own, in a data directory that is there before it is started
 * and stays when it is stopped. The caller guards the directory. Not safe for use by several
 * threads.
 */
public final class PostgresNode {
    private static final String DATABASE = "postgres";
    private static final String SUPERUSER = "postgres";

    private final Path data;
    private final int port;
    private final Map<String, String> config;
    private @Nullable EmbeddedPostgres server;

    /**
     * A node that does not run yet.
     *
     * @param data its directory; an empty one is initialised by the first start
     * @param port where it will listen on loopback
     * @param config of {@code postgresql.conf}
     */
    public PostgresNode(Path data, int port, Map<String, String> config) {
        this.data = data;
        this.port = port;
        this.config = Map.copyOf(config);
    }

    /** Its directory. */
    public Path data() {
        return data;
    }

    /** Where it listens on loopback. */
    public int port() {
        return port;
    }

    /** Its JDBC URL. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    /** Who may do everything. */
    public Credentials superuser() {
        return new Credentials(SUPERUSER, "");
    }

    /**
     * Opens a connection of the harness's own, past every proxy. The caller closes it.
     *
     * @throws SQLException if it cannot be reached
     */
    public Connection connect() throws SQLException {
        return new PostgresDialect().connect(url(), superuser());
    }

    /** Whether it has been started and not stopped since. */
    public boolean isRunning() {
        return server != null;
    }

    /**
     * Starts it and waits until it takes connections; as a standby where its directory has a {@code
     * standby.signal}.
     *
     * @throws DatabaseException if it does not start
     */
    public void start() throws DatabaseException {
        try {
            // Only where the binaries go if nobody has unpacked them yet.
            System.setProperty("ot.epg.working-dir", data.resolveSibling("binaries").toString());
            EmbeddedPostgres.Builder builder =
                    EmbeddedPostgres.builder()
                            .setPgBinaryResolver(PostgresBinaries.ALL)
                            .setDataDirectory(data)
                            .setCleanDataDirectory(false)
                            .setRegisterShutdownHook(false)
                            .setPort(port)
                            .setPGStartupWait(Duration.ofSeconds(60))
                            .setServerConfig("unix_socket_directories", "");
            config.forEach(builder::setServerConfig);
            server = builder.start();
        } catch (IOException | RuntimeException e) {
            throw new DatabaseException(
                    "a PostgreSQL node of a cluster does not start: " + e.getMessage(), e);
        }
    }

    /**
     * Ends it in order: sessions are ended by 57P01, and a standby that streams from it has all
     * that was committed. Does nothing for one that does not run.
     *
     * @throws DatabaseException if it does not end
     */
    public void stop() throws DatabaseException {
        EmbeddedPostgres running = server;
        server = null;
        if (running != null) {
            try {
                running.close();
            } catch (IOException | RuntimeException e) {
                throw new DatabaseException(
                        "a PostgreSQL node of a cluster does not end: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Makes it a standby from its next start on.
     *
     * @throws DatabaseException if its directory cannot be written
     */
    public void beStandby() throws DatabaseException {
        try {
            Files.writeString(data.resolve("standby.signal"), "");
        } catch (IOException e) {
            throw new DatabaseException("a node's directory cannot be written: " + data, e);
        }
    }
}
