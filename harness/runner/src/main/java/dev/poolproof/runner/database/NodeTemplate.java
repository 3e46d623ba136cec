package dev.poolproof.runner.database;

import dev.poolproof.model.scenario.Engine;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the nodes of all clusters of one product are made after. Safe for use by several threads.
 */
public interface NodeTemplate extends AutoCloseable {
    /** How many sessions a node takes. */
    int MAX_CONNECTIONS = 300;

    /**
     * Initialises a server that embedded nodes will be copies of, which takes seconds; containers
     * are set up by their images.
     *
     * @param folder where it and the nodes are; the caller guards and removes it
     * @param port that is free on loopback
     * @throws DatabaseException if it does not start or end
     */
    static NodeTemplate make(Engine engine, Backend backend, Path folder, int port)
            throws IOException, DatabaseException {
        return switch (backend) {
            case EMBEDDED ->
                    switch (engine) {
                        case POSTGRESQL -> PostgresTemplate.make(folder, port);
                        case MYSQL -> MariaDbTemplate.make(folder);
                        case HTTP -> throw engine.isNoDatabase();
                    };
            case TESTCONTAINERS -> ContainerTemplate.make(engine);
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

    /** Ends what nobody guards: the containers. */
    @Override
    void close();
}
