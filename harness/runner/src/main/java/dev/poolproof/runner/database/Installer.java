package dev.poolproof.runner.database;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Installs a server with a library that is fetched only when a run needs it; like a {@link
 * Launcher}, whose rules hold for implementations.
 */
public interface Installer {
    /**
     * Unpacks the binaries of a server, and initialises a data directory that none has used.
     *
     * @param home where both go, a directory of this machine; the caller removes it
     * @throws IOException if it cannot be done; the message says why
     */
    void install(Path home) throws IOException;
}
