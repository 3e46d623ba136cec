package dev.poolproof.runner.database.container;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** Nodes of the official image of MySQL 9.7, without TLS. */
public final class MysqlNodes extends ClusterContainers {
    private static final String IMAGE = "mysql:9.7";

    /** Called through reflection. */
    public MysqlNodes() {
        super(IMAGE);
    }

    @Override
    void configure(GenericContainer<?> container, Order order) {
        List<String> command = new ArrayList<>(List.of("mysqld"));
        command.addAll(order.arguments());
        command.add("--port=" + order.port());
        command.add("--server-id=" + order.port());
        command.add("--bind-address=127.0.0.1");
        command.add("--mysqlx=OFF");
        command.add("--tls-version=");
        container
                .withEnv("MYSQL_ROOT_PASSWORD", order.admin().password())
                .withEnv("MYSQL_ROOT_HOST", "%")
                .withEnv("MYSQL_INITDB_SKIP_TZINFO", "1")
                .withCommand(command.toArray(String[]::new))
                // The server that sets it up listens on no port.
                .waitingFor(Wait.forLogMessage(".*port: " + order.port() + " .*\\s", 1))
                .withStartupTimeout(Duration.ofMinutes(3));
    }
}
