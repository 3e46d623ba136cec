package dev.poolproof.runner.database;

import dev.poolproof.model.scenario.Engine;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The directory of a server that was initialised and ended, which the nodes of all clusters of one
 * product are copies of. Safe for use by several threads.
 */
public interface NodeTemplate {
    /** How many sessions a node takes. */
    int MAX_CONNECTIONS = 300;

    /**
     * Initialises a server; takes seconds.
     *
     * @param folder where it and the nodes are; the caller guards and removes it
     * @param port that is free on loopback
     * @throws DatabaseException if it does not start or end
     */
    static NodeTemplate make(Engine engine, Path folder, int port)
            throws IOException, DatabaseException {
        return switch (engine) {
            case POSTGRESQL -> PostgresTemplate.make(folder, port);
            case MYSQL -> MariaDbTemplate.make(folder);
            case HTTP -> throw engine.isNoDatabase();
        };
    }

    /**
     * A node that does not run yet.
     *
     * @param name of its directory
     * @param index of the node in its cluster, 0 or 1
     * @param port where it will listen on loopback
     * @param peer where the other node will
     */
    ClusterNode node(String name, int index, int port, int peer) throws IOException;
}
