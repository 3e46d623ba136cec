package dev.poolproof.runner.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of this machine's own processes; a standby where its directory has a {@code
 * standby.signal}. The caller guards the directory.
 */
final class EmbeddedPostgresProcess implements NodeProcess {
    private final Path data;
    private final int port;
    private final Map<String, String> config;
    private @Nullable EmbeddedPostgres server;

    /**
     * One that does not run yet.
     *
     * @param data its directory; an empty one is initialised by the first start
     * @param port where it will listen on loopback
     * @param config of {@code postgresql.conf}
     */
    EmbeddedPostgresProcess(Path data, int port, Map<String, String> config) {
        this.data = data;
        this.port = port;
        this.config = Map.copyOf(config);
    }

    @Override
    public void start() throws IOException {
        // Only where the binaries go if nobody has unpacked them yet.
        System.setProperty("ot.epg.working-dir", data.resolveSibling("binaries").toString());
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder()
                        .setPgBinaryResolver(PostgresBinaries.ALL)
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setPort(port)
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .setServerConfig("unix_socket_directories", "");
        config.forEach(builder::setServerConfig);
        server = builder.start();
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    @Override
    public void stop() throws IOException {
        EmbeddedPostgres running = server;
        server = null;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public void beStandby() throws IOException {
        Files.writeString(data.resolve("standby.signal"), "");
    }
}
