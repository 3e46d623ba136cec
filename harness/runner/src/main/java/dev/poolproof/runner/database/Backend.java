package dev.poolproof.runner.database;

/** Where the servers of a run come from unless it is given one. */
public enum Backend {
    /** Processes of this machine, from binaries that Maven fetches. */
    EMBEDDED,
    /** Containers of a Docker engine, by Testcontainers. */
    TESTCONTAINERS
}
