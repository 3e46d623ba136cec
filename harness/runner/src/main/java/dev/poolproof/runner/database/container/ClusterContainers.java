package dev.poolproof.runner.database.container;

import dev.poolproof.runner.database.NodeLauncher;
import dev.poolproof.runner.database.NodeProcess;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** Nodes of an official image, in the network of this machine: nobody else can reach them. */
abstract class ClusterContainers implements NodeLauncher {
    /** One cell uses it; ten start at a time, which would hold everybody else up with more. */
    private static final int THREADS = 1;

    private final String image;
    private final Queue<NodeContainer> made = new ConcurrentLinkedQueue<>();
    private boolean closed;

    ClusterContainers(String image) {
        this.image = image;
    }

    /** Sets the image's own variables, and the server with its arguments. */
    abstract void configure(GenericContainer<?> container, Order order);

    @Override
    public NodeProcess node(Order order) throws IOException {
        if (!EngineHost.sharesNetwork()) {
            throw new IOException(
                    "the nodes of a cluster need the network of this machine, and the Docker engine is on another");
        }
        GenericContainer<?> container =
                new GenericContainer<>(DockerImageName.parse(image))
                        .withCopyToContainer(
                                Transferable.of(order.setUp()),
                                "/docker-entrypoint-initdb.d/set-up.sql");
        EngineHost.join(container, THREADS);
        configure(container, order);
        NodeContainer node = new NodeContainer(container);
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
