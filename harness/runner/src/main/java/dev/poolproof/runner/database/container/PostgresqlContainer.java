package dev.poolproof.runner.database.container;

import dev.poolproof.runner.database.Credentials;
import java.util.List;
import org.testcontainers.containers.GenericContainer;

/** The official image of PostgreSQL 17. What is written need not outlive the run. */
public final class PostgresqlContainer extends ServerContainer {
    private static final Credentials ADMIN = new Credentials("postgres", "poolproof");

    /** Called through reflection. */
    public PostgresqlContainer() {
        super("postgres:17", "postgres", 5432, ADMIN);
    }

    @Override
    void configure(GenericContainer<?> container) {
        container.withEnv("POSTGRES_PASSWORD", ADMIN.password());
    }

    @Override
    List<String> command(Listening listening, int maxConnections) {
        return PostgresqlArguments.of(
                List.of(
                        "max_connections=" + maxConnections,
                        "listen_addresses=" + listening.addresses(),
                        "port=" + listening.port(),
                        "ssl=on",
                        "ssl_cert_file=" + CERTIFICATE,
                        "ssl_key_file=" + KEY,
                        // The cell, and the client's port where no cell is known yet.
                        "log_line_prefix=%a:%r:",
                        "shared_buffers=32MB",
                        "fsync=off",
                        "synchronous_commit=off"));
    }

    @Override
    String ready(int port) {
        return "database system is ready to accept connections";
    }

    @Override
    int readyTimes() {
        return 2;
    }

    @Override
    String url(String hostAndPort) {
        return "jdbc:postgresql://" + hostAndPort + "/postgres";
    }
}
