package dev.poolproof.runner.database;

import dev.poolproof.model.scenario.Engine;
import org.jspecify.annotations.Nullable;

/** The one place that decides which server a run uses. */
public final class Databases {
    private Databases() {}

    /**
     * Opens the user's own server if {@code url} is given, else starts one.
     *
     * @param engine of the server
     * @param backend where a server comes from that is started
     * @param url JDBC URL of a server of {@code engine}; {@code null} to start one
     * @param credentials for the server at {@code url}
     * @throws DatabaseException if it cannot be had
     */
    public static Database open(
            Engine engine, Backend backend, @Nullable String url, Credentials credentials)
            throws DatabaseException {
        if (url != null) {
            return OwnServer.at(Dialects.of(engine), url, credentials);
        }
        return switch (backend) {
            case EMBEDDED ->
                    switch (engine) {
                        case POSTGRESQL -> EmbeddedPostgresql.start();
                        case MYSQL -> EmbeddedMariaDb.start();
                    };
            case TESTCONTAINERS -> ContainerServer.start(engine);
        };
    }
}
