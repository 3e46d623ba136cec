package dev.poolproof.runner.cluster;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.DatabaseException;
import dev.poolproof.runner.database.FreePorts;
import dev.poolproof.runner.database.NodeTemplate;
import dev.poolproof.runner.database.ServerGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clusters of one engine. Safe for use by several threads. */
final class Fleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private final Engine engine;
    private final Backend backend;
    private final Deque<Cluster> idle = new ArrayDeque<>();
    private final AtomicInteger made = new AtomicInteger();
    private @Nullable Home home;

    /** Where all of it is. */
    private record Home(ServerGuard guard, NodeTemplate template) {}

    /** None yet. */
    Fleet(Engine engine, Backend backend) {
        this.engine = engine;
        this.backend = backend;
    }

    /** One that nobody uses, or a new one. */
    Cluster take() throws DatabaseException {
        Cluster waiting;
        synchronized (idle) {
            waiting = idle.poll();
        }
        return waiting == null ? start() : waiting;
    }

    /** Keeps a cluster that is whole for the next user, and ends any other. */
    void keep(Cluster cluster) {
        try {
            if (cluster.isWhole()) {
                cluster.awaitReader();
                synchronized (idle) {
                    idle.push(cluster);
                }
                return;
            }
        } catch (DatabaseException e) {
            LOG.info("a cluster is not used again: {}", e.getMessage());
        }
        end(cluster);
    }

    private Cluster start() throws DatabaseException {
        try {
            NodeTemplate template = template();
            int number = made.incrementAndGet();
            int first = FreePorts.find();
            int second = FreePorts.find();
            Cluster cluster =
                    new Cluster(
                            template.node(number + "-a", 0, first, second),
                            template.node(number + "-b", 1, second, first));
            cluster.nodes().get(cluster.writer()).start();
            cluster.rejoin();
            return cluster;
        } catch (IOException e) {
            throw new DatabaseException("a cluster cannot be made: " + e.getMessage(), e);
        }
    }

    /** Made once. */
    private synchronized NodeTemplate template() throws IOException, DatabaseException {
        if (home == null) {
            Path folder = Files.createTempDirectory("poolproof-cluster-");
            ServerGuard guard = ServerGuard.over(folder);
            try {
                home =
                        new Home(
                                guard,
                                NodeTemplate.make(engine, backend, folder, FreePorts.find()));
            } catch (IOException | RuntimeException | DatabaseException e) {
                guard.close();
                throw e;
            }
        }
        return home.template;
    }

    private static void end(Cluster cluster) {
        try {
            cluster.stop();
        } catch (DatabaseException e) {
            // The guard ends what is left of it with the run.
            LOG.info("a cluster does not end by itself: {}", e.getMessage());
        }
    }

    /** Ends all clusters and removes their files; waits until both are done. */
    @Override
    public synchronized void close() {
        if (home != null) {
            home.template.close();
            home.guard.close();
            home = null;
        }
    }
}
