package dev.poolproof.runner.database.container;

import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.GenericContainer;

/** Nodes of the official image of PostgreSQL 17, which ask for no password. */
public final class PostgresqlNodes extends ClusterContainers {
    /** The image's entrypoint initialises an empty directory, and gives it to the right user. */
    private static final String SCRIPT =
            """
            if [ -e %1$s ]; then
              [ -s "$PGDATA/PG_VERSION" ] ||
                pg_basebackup -h 127.0.0.1 -p %2$d -U postgres -D "$PGDATA" -c fast --no-sync || exit
              touch "$PGDATA/standby.signal" || exit
            fi
            """;

    /** Called through reflection. */
    public PostgresqlNodes() {
        super("postgres:17");
    }

    @Override
    void configure(GenericContainer<?> container, Order order) {
        List<String> settings = new ArrayList<>(order.arguments());
        settings.add("port=" + order.port());
        settings.add("listen_addresses=127.0.0.1");
        container
                .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust")
                .withCommand(
                        Entrypoint.after(
                                SCRIPT.formatted(NodeContainer.STANDBY, order.peer()),
                                PostgresqlArguments.of(settings)));
    }
}
