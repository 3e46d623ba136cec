package dev.poolproof.runner.database;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Starts a server with a library that is fetched only when a run needs it. Implementations are
 * defined beside that library, so they must be public, have a constructor without parameters, and
 * nobody else may name them or the library.
 */
public interface Launcher {
    /**
     * Starts a server and waits until it takes connections.
     *
     * @param home with its {@link ServerFiles}, and whatever else it keeps on this machine; the
     *     caller removes it
     * @param maxConnections how many sessions it takes
     * @throws IOException if it does not start; the message says why
     */
    Launched start(Path home, int maxConnections) throws IOException;

    /** A server that has been started. */
    interface Launched extends AutoCloseable {
        /** The JDBC URL of it. */
        String url();

        /** Who may do everything. */
        Credentials admin();

        /**
         * Ends the server.
         *
         * @throws IOException if it does not end
         */
        @Override
        void close() throws IOException;
    }
}
