package dev.poolproof.runner.cluster;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.proxy.ProxyEngine;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.DatabaseException;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The clusters of a run. One is lent to a cell at a time, and given back with its roles as the cell
 * left them, so a run starts about as many as it plays side by side. No process and no file
 * outlives this, however it ends; containers do if the JVM is killed where Testcontainers has
 * nobody to watch it (Ryuk). Safe for use by several threads.
 */
public final class Clusters implements AutoCloseable {
    private static final int NODES = 2;

    /**
     * As many are to be in use at a time, of all engines together: their servers mostly wait, as
     * cells do.
     */
    public static final int AT_ONCE = 5 * Runtime.getRuntime().availableProcessors();

    private final Backend backend;
    private final Map<Engine, Fleet> fleets = new EnumMap<>(Engine.class);

    private @Nullable ProxyEngine engine;

    /** None yet; their servers come from {@code backend}. */
    public Clusters(Backend backend) {
        this.backend = backend;
    }

    /**
     * Why a run on such databases can have no cluster, in words; null if it can.
     *
     * @param databaseUrl of a server of the user's own; {@code null} for none
     */
    public static @Nullable String cannotBeHad(@Nullable String databaseUrl) {
        if (databaseUrl != null) {
            return "a cluster is made of servers of Poolproof's own, and this run has another";
        }
        return cannotBeReached(IntStream.range(0, NODES).mapToObj(Endpoints::loopback).toList());
    }

    static @Nullable String cannotBeReached(List<InetAddress> addresses) {
        return addresses.stream()
                .filter(address -> !Endpoints.listens(address))
                .findFirst()
                .map(
                        address ->
                                "each node of a cluster needs an address of its own, and nothing can listen on %s here"
                                        .formatted(address.getHostAddress()))
                .orElse(null);
    }

    /**
     * A cluster whose nodes both run and have the same data, for one user at a time. The first
     * takes some seconds more than others.
     *
     * @throws DatabaseException if it does not start
     */
    public Cluster borrow(Engine product) throws DatabaseException {
        return fleet(product).take();
    }

    /** Takes a cluster back; one that is not whole any more is ended. */
    public void giveBack(Cluster cluster) {
        fleet(cluster.engine()).keep(cluster);
    }

    private synchronized Fleet fleet(Engine product) {
        return fleets.computeIfAbsent(product, wanted -> new Fleet(wanted, backend));
    }

    /** What the proxies before all clusters run on. */
    public synchronized ProxyEngine engine() {
        if (engine == null) {
            engine = ProxyEngine.start();
        }
        return engine;
    }

    /** Ends all clusters and removes their files; waits until both are done. */
    @Override
    public synchronized void close() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
        fleets.values().forEach(Fleet::close);
        fleets.clear();
    }
}
