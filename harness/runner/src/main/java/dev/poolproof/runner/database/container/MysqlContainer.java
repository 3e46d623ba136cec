package dev.poolproof.runner.database.container;

import dev.poolproof.runner.database.Credentials;
import org.testcontainers.containers.GenericContainer;

/**
 * The official image of MySQL 9.7, without TLS: nobody could check the certificate that it makes
 * for itself. What is written need not outlive the run.
 */
public final class MysqlContainer extends ServerContainer {
    private static final Credentials ADMIN = new Credentials("root", "poolproof");

    /** Called through reflection. */
    public MysqlContainer() {
        super("mysql:9.7", 3306, ADMIN);
    }

    @Override
    void configure(GenericContainer<?> container, int maxConnections) {
        container
                .withEnv("MYSQL_ROOT_PASSWORD", ADMIN.password())
                .withEnv("MYSQL_ROOT_HOST", "%")
                .withCommand(
                        "mysqld",
                        "--max-connections=" + maxConnections,
                        "--skip-name-resolve",
                        "--max-connect-errors=4294967295",
                        "--innodb-flush-log-at-trx-commit=0",
                        "--skip-log-bin",
                        "--tls-version=");
    }

    /** Passwords are exchanged by the server's key where there is no TLS. */
    @Override
    String url(String hostAndPort) {
        return "jdbc:mysql://" + hostAndPort + "/?allowPublicKeyRetrieval=true";
    }
}
