package dev.poolproof.runner.database;

import dev.poolproof.model.scenario.Engine;
import org.jspecify.annotations.Nullable;

/** The one place that decides which server a run uses. */
public final class Databases {
    /** The session from which the others are counted. */
    private static final int HARNESS = 1;

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
        return start(engine, backend, StartedServer.MAX_CONNECTIONS);
    }

    /**
     * Starts a server that takes few connections, and has cells connect as a user for whom that
     * holds. The harness may hold one for itself beside them for as long as it likes.
     *
     * @param maxConnections of the server, those that it reserves for administrators included
     * @throws DatabaseException if it cannot be had
     */
    public static Database limited(Engine engine, Backend backend, int maxConnections)
            throws DatabaseException {
        StartedServer server = start(engine, backend, maxConnections + HARNESS);
        try {
            return engine == Engine.POSTGRESQL ? server.usedBy(CellUsers.create(server)) : server;
        } catch (DatabaseException e) {
            server.close();
            throw e;
        }
    }

    private static StartedServer start(Engine engine, Backend backend, int maxConnections)
            throws DatabaseException {
        return switch (backend) {
            case EMBEDDED ->
                    switch (engine) {
                        case POSTGRESQL -> EmbeddedPostgresql.start(maxConnections);
                        case MYSQL -> EmbeddedMariaDb.start(maxConnections);
                        case HTTP -> throw engine.isNoDatabase();
                    };
            case TESTCONTAINERS -> ContainerServer.start(engine, maxConnections);
        };
    }
}
