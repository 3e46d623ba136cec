package dev.poolproof.runner.jvm;

import dev.poolproof.runner.cell.PoolLoader;
import dev.poolproof.runner.jvm.Assignment.Mode;
import dev.poolproof.runner.pool.OpenPool;
import dev.poolproof.runner.pool.PoolRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The containers of a function: each is a client of the workload and has a pool of its own. Safe
 * for use by several threads.
 */
final class Containers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Containers.class);
    private static final int WARM_UP_READS = 5;
    private static final int WARM_UP_VALID_SECONDS = 1;

    private final Assignment assignment;
    private final PoolLoader loader;
    private final Map<Integer, Kept> kept = new ConcurrentHashMap<>();

    Containers(Assignment assignment, PoolLoader loader) {
        this.assignment = assignment;
        this.loader = loader;
    }

    /** What a container does with its pool. */
    @FunctionalInterface
    interface Work {
        void with(OpenPool pool) throws SQLException;
    }

    /**
     * Uses the pool's and the driver's classes for the first time, in real time, and leaves their
     * clock at the scale.
     */
    void warmUp() {
        PoolRequest request = assignment.request();
        Map<String, String> settings = new HashMap<>(request.settings());
        settings.putAll(Map.of("maximumPoolSize", "1", "minimumIdle", "1"));
        PoolRequest small =
                new PoolRequest(
                        request.name(),
                        request.version(),
                        request.url(),
                        request.connectionProperties(),
                        settings);
        try (OpenPool pool = loader.openPool(small, assignment.systemProperties())) {
            for (int i = 0; i < WARM_UP_READS; i++) {
                try (Connection connection = pool.dataSource().getConnection()) {
                    connection.prepareStatement("select 1").execute();
                    connection.isValid(WARM_UP_VALID_SECONDS);
                }
            }
        } catch (SQLException | RuntimeException e) {
            // Expected where nothing listens; elsewhere the first operation tells.
            LOG.debug("cold: {}", e.getMessage());
        } finally {
            loader.timeScale(assignment.scale());
        }
    }

    /** Does {@code work} in the container of {@code client}. */
    void invoke(int client, Work work) throws SQLException {
        if (assignment.mode() == Mode.NEW_PER_CALL) {
            try (OpenPool pool = open()) {
                work.with(pool);
            }
            return;
        }
        OpenPool pool = keptBy(client);
        try {
            work.with(pool);
        } finally {
            if (assignment.mode() == Mode.INIT_POOLS_AND_CLOSE) {
                pool.endConnections();
            }
        }
    }

    /** A container has one invocation at a time, so nobody else uses what is too old. */
    private OpenPool keptBy(int client) {
        Kept own = kept.get(client);
        if (own != null && isTooOld(own)) {
            kept.remove(client);
            // As advised: nobody waits for the end of connections that may be dead.
            Thread closing = new Thread(own.pool()::close, "renewal");
            closing.setDaemon(true);
            closing.start();
        }
        return kept.computeIfAbsent(client, it -> new Kept(open(), System.nanoTime())).pool();
    }

    private boolean isTooOld(Kept own) {
        Duration age = assignment.scale().toProduction(System.nanoTime() - own.sinceNanos());
        return assignment.renewAfter() != null && age.compareTo(assignment.renewAfter()) >= 0;
    }

    /** The pool of a container, and since when it has it, in wall time. */
    private record Kept(OpenPool pool, long sinceNanos) {}

    private OpenPool open() {
        return loader.openPool(assignment.request(), assignment.systemProperties());
    }

    @Override
    public void close() {
        kept.values().forEach(own -> own.pool().close());
    }
}
