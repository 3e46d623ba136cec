package dev.poolproof.runner.database.container;

import dev.poolproof.runner.database.NodeLauncher;
import dev.poolproof.runner.database.NodeProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * Nodes of the official image of PostgreSQL 17, in the network of this machine. Nobody else can
 * reach them, so they ask for no password.
 */
public final class PostgresqlNodes implements NodeLauncher {
    private static final String IMAGE = "postgres:17";

    /** The image's entrypoint initialises an empty directory, and gives it to the right user. */
    private static final String SCRIPT =
            """
            if [ -e %1$s ]; then
              [ -s "$PGDATA/PG_VERSION" ] ||
                pg_basebackup -h 127.0.0.1 -p %2$d -U postgres -D "$PGDATA" -c fast --no-sync || exit
              touch "$PGDATA/standby.signal" || exit
            fi
            """;

    private final Queue<NodeContainer> made = new ConcurrentLinkedQueue<>();
    private boolean closed;

    /** Called through reflection. */
    public PostgresqlNodes() {}

    @Override
    public NodeProcess node(Order order) throws IOException {
        if (!EngineHost.sharesNetwork()) {
            throw new IOException(
                    "the nodes of a cluster need the network of this machine, and the Docker engine is on another");
        }
        List<String> settings = new ArrayList<>(order.arguments());
        settings.add("port=" + order.port());
        settings.add("listen_addresses=127.0.0.1");
        NodeContainer node =
                new NodeContainer(
                        new GenericContainer<>(DockerImageName.parse(IMAGE))
                                .withNetworkMode("host")
                                .withEnv("POSTGRES_HOST_AUTH_METHOD", "trust")
                                .withCopyToContainer(
                                        Transferable.of(order.setUp()),
                                        "/docker-entrypoint-initdb.d/set-up.sql")
                                .withCommand(
                                        Entrypoint.after(
                                                SCRIPT.formatted(
                                                        NodeContainer.STANDBY, order.peer()),
                                                PostgresqlArguments.of(settings))));
        keep(node);
        return node;
    }

    /** A run that is ended from outside may still be asking for nodes. */
    private synchronized void keep(NodeContainer node) throws IOException {
        if (closed) {
            throw new IOException("the run has ended");
        }
        made.add(node);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        made.parallelStream().forEach(NodeContainer::remove);
    }
}
