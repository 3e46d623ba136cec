package dev.poolproof.runner.database.container;

import dev.poolproof.runner.database.Credentials;
import java.util.List;
import org.testcontainers.containers.GenericContainer;

/** The official image of MySQL 9.7. What is written need not outlive the run. */
public final class MysqlContainer extends ServerContainer {
    private static final Credentials ADMIN = new Credentials("root", "poolproof");

    /** Called through reflection. */
    public MysqlContainer() {
        super("mysql:9.7", "mysql", 3306, ADMIN);
    }

    @Override
    void configure(GenericContainer<?> container) {
        container.withEnv("MYSQL_ROOT_PASSWORD", ADMIN.password()).withEnv("MYSQL_ROOT_HOST", "%");
    }

    @Override
    List<String> command(Listening listening, int maxConnections) {
        return List.of(
                "mysqld",
                "--max-connections=" + maxConnections,
                "--bind-address=" + listening.addresses(),
                "--port=" + listening.port(),
                "--mysqlx=OFF",
                "--ssl-cert=" + CERTIFICATE,
                "--ssl-key=" + KEY,
                "--tls-version=TLSv1.2,TLSv1.3",
                // Connections that break are notes.
                "--log-error-verbosity=3",
                "--skip-name-resolve",
                "--max-connect-errors=4294967295",
                "--innodb-flush-log-at-trx-commit=0",
                "--skip-log-bin");
    }

    @Override
    String ready(int port) {
        return "port: " + port + " ";
    }

    @Override
    int readyTimes() {
        return 1;
    }

    /** Passwords are exchanged by the server's key where there is no TLS. */
    @Override
    String url(String hostAndPort) {
        return "jdbc:mysql://" + hostAndPort + "/?allowPublicKeyRetrieval=true";
    }
}
