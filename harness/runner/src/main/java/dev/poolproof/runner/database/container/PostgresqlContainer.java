package dev.poolproof.runner.database.container;

import dev.poolproof.runner.database.Credentials;
import org.testcontainers.containers.GenericContainer;

/** The official image of PostgreSQL 17. What is written need not outlive the run. */
public final class PostgresqlContainer extends ServerContainer {
    private static final Credentials ADMIN = new Credentials("postgres", "poolproof");

    /** Called through reflection. */
    public PostgresqlContainer() {
        super("postgres:17", 5432, ADMIN);
    }

    @Override
    void configure(GenericContainer<?> container, int maxConnections) {
        container
                .withEnv("POSTGRES_PASSWORD", ADMIN.password())
                .withCommand(
                        "postgres",
                        "-c",
                        "max_connections=" + maxConnections,
                        "-c",
                        "shared_buffers=32MB",
                        "-c",
                        "fsync=off",
                        "-c",
                        "synchronous_commit=off");
    }

    @Override
    String url(String hostAndPort) {
        return "jdbc:postgresql://" + hostAndPort + "/postgres";
    }
}
