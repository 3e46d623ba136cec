package dev.poolproof.runner.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Starts a PostgreSQL server from binaries on the class path. It lives in a directory of its own
 * below {@code java.io.tmpdir}, which is gone when the run is over, however it ends.
 */
final class EmbeddedPostgresql {
    private EmbeddedPostgresql() {}

    /**
     * Unpacks, initialises and starts a server; about 3 s.
     *
     * @param maxConnections how many sessions it takes, those for superusers included
     * @throws DatabaseException if it does not start
     */
    static StartedServer start(int maxConnections) throws DatabaseException {
        EmbeddedPostgres server = null;
        try {
            Path home = Files.createTempDirectory("poolproof-postgresql-");
            // Without it the library makes an empty directory of its own, which nobody removes.
            System.setProperty("ot.epg.working-dir", home.resolve("binaries").toString());
            ServerGuard guard = ServerGuard.over(home, "postmaster.pid", "QUIT");
            try {
                ServerFiles files = ServerFiles.in(home);
                Redirect log = Redirect.appendTo(files.log().toFile());
                server =
                        EmbeddedPostgres.builder()
                                .setPgBinaryResolver(PostgresBinaries.ALL)
                                .setDataDirectory(home.resolve("data"))
                                .setCleanDataDirectory(false)
                                .setPGStartupWait(Duration.ofSeconds(60))
                                .setServerConfig("max_connections", String.valueOf(maxConnections))
                                .setServerConfig("shared_buffers", "32MB")
                                .setServerConfig("unix_socket_directories", "")
                                .setServerConfig("ssl", "on")
                                .setServerConfig("ssl_cert_file", files.certificate().toString())
                                .setServerConfig("ssl_key_file", files.key().toString())
                                // The cell, and the client's port where no cell is known yet.
                                .setServerConfig("log_line_prefix", "%a:%r:")
                                .setErrorRedirector(log)
                                .setOutputRedirector(log)
                                .start();
                EmbeddedPostgres started = server;
                Credentials superuser = new Credentials("postgres", "");
                return new StartedServer(
                        OwnServer.at(
                                new PostgresDialect(),
                                // Without a user: that of the cells is not always this one.
                                "jdbc:postgresql://localhost:" + server.getPort() + "/postgres",
                                superuser),
                        superuser,
                        files,
                        () -> end(started, guard));
            } catch (IOException | RuntimeException | DatabaseException e) {
                if (server != null) {
                    server.close();
                }
                guard.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw DatabaseException.doesNotStart("the embedded PostgreSQL", e, "jdbc:postgresql");
        }
    }

    private static void end(EmbeddedPostgres server, ServerGuard guard) {
        try {
            server.close();
        } catch (IOException | RuntimeException e) {
            // It may have been killed under us; the guard ends what is left and removes the files.
            guard.close();
            return;
        }
        guard.close();
    }
}
