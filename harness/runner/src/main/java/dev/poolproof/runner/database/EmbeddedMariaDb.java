package dev.poolproof.runner.database;

import dev.poolproof.runner.database.Launcher.Launched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Starts a MariaDB server from binaries that are fetched for it, 150 MB the first time. It lives in
 * a directory of its own below {@code java.io.tmpdir}, which is gone when the run is over, however
 * it ends.
 */
final class EmbeddedMariaDb {
    private static final String WHAT = "the embedded MariaDB";
    private static final String SCHEME = "jdbc:mysql";

    private EmbeddedMariaDb() {}

    /**
     * Starts a server; about 1 s, and 4 s more for the first.
     *
     * @param maxConnections how many sessions it takes
     * @throws DatabaseException if it does not start
     */
    static StartedServer start(int maxConnections) throws DatabaseException {
        try {
            Path home = Files.createTempDirectory("poolproof-mariadb-");
            ServerGuard guard = ServerGuard.over(home, "server.pid", "KILL");
            try {
                return startIn(home, maxConnections, guard::close);
            } catch (RuntimeException | DatabaseException e) {
                guard.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw DatabaseException.doesNotStart(WHAT, e, SCHEME);
        }
    }

    /**
     * The same in a directory that is there, and that the caller guards.
     *
     * @param then done when the server has ended
     */
    static StartedServer startIn(Path home, int maxConnections, Runnable then)
            throws DatabaseException {
        try {
            MariaDbInstallation installation = MariaDbInstallation.use();
            try {
                return launch(installation, home, maxConnections, then);
            } catch (IOException | RuntimeException | DatabaseException e) {
                installation.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw DatabaseException.doesNotStart(WHAT, e, SCHEME);
        }
    }

    private static StartedServer launch(
            MariaDbInstallation installation, Path home, int maxConnections, Runnable then)
            throws IOException, DatabaseException {
        ServerFiles files = ServerFiles.in(home);
        Launched server = installation.start(home, maxConnections);
        Database reached = OwnServer.at(new MysqlDialect(), server.url(), server.admin());
        return new StartedServer(
                reached, CellUsers.create(reached), files, () -> end(server, then, installation));
    }

    private static void end(Launched server, Runnable then, MariaDbInstallation installation) {
        try (installation) {
            end(server, then);
        }
    }

    private static void end(Launched server, Runnable then) {
        try {
            server.close();
        } catch (IOException | RuntimeException e) {
            // It may have been killed under us; the guard ends what is left and removes the files.
            assert e.getMessage() != null;
        } finally {
            then.run();
        }
    }
}
