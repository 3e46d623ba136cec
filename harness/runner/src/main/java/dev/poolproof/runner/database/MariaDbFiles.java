package dev.poolproof.runner.database;

import java.nio.file.Path;

/**
 * What a MariaDB server has in its directory beside its {@link ServerFiles}, and an installation in
 * its own.
 *
 * @param home that directory
 */
public record MariaDbFiles(Path home) {
    /** The binaries, or a link to them. */
    public Path binaries() {
        return home.resolve("binaries");
    }

    /** The data directory. */
    public Path data() {
        return home.resolve("data");
    }

    /** What the data directory is to be when the server starts. */
    public Path initial() {
        return home.resolve("initial");
    }

    /** For what is temporary to the server. */
    public Path temporary() {
        return home.resolve("tmp");
    }

    /** Where clients of this machine find it. */
    public Path socket() {
        return home.resolve("socket");
    }
}
