package dev.poolproof.runner.database.mariadb;

import ch.vorburger.exec.ManagedProcessException;
import dev.poolproof.runner.database.Installer;
import dev.poolproof.runner.database.MariaDbFiles;
import java.io.IOException;
import java.nio.file.Path;

/** Installs MariaDB from the binaries on its own class path. */
public final class MariaDbInstaller implements Installer {
    /** Called through reflection. */
    public MariaDbInstaller() {}

    @Override
    public void install(Path home) throws IOException {
        try {
            new QuietMariaDb(
                            Configurations.of(new MariaDbFiles(home)).build(),
                            home.resolve("install.log"))
                    .initialise();
        } catch (ManagedProcessException | RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
