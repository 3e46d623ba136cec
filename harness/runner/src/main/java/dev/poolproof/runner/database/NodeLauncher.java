package dev.poolproof.runner.database;

import java.io.IOException;
import java.util.List;

/**
 * Makes the servers of clusters in containers, by a library that is fetched only when a run needs
 * it; like a {@link Launcher}, whose rules hold for implementations. Safe for use by several
 * threads.
 */
public interface NodeLauncher extends AutoCloseable {
    /**
     * What a node is to be.
     *
     * @param port where it will listen on loopback
     * @param peer where the other node will
     * @param arguments of the server beside the port
     * @param admin of the server
     * @param setUp SQL for its image to do when it initialises a server
     */
    record Order(int port, int peer, List<String> arguments, Credentials admin, String setUp) {}

    /**
     * A node that does not run yet.
     *
     * @throws IOException if there can be none; the message says why
     */
    NodeProcess node(Order order) throws IOException;

    /** Ends and removes all containers that were made. */
    @Override
    void close();
}
