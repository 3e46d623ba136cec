package dev.poolproof.runner.cluster;

import dev.poolproof.proxy.ProxyEngine;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.DatabaseException;
import dev.poolproof.runner.database.PostgresNode;
import dev.poolproof.runner.database.ServerGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clusters of a run. One is lent to a cell at a time, and given back with its roles as the cell
 * left them, so a run starts about as many as it plays side by side. No process and no file
 * outlives this, however it ends. Safe for use by several threads.
 */
public final class Clusters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Clusters.class);

    static final int MAX_CONNECTIONS = 300;

    private static final int NODES = 2;

    /** Small servers that live for minutes: what tidies up in hours only costs processor time. */
    private static final Map<String, String> CONFIG =
            Map.of(
                    "max_connections", String.valueOf(MAX_CONNECTIONS),
                    "shared_buffers", "16MB",
                    "wal_keep_size", "256MB",
                    "max_wal_senders", "4",
                    "hot_standby", "on",
                    "synchronous_commit", "on",
                    "wal_retrieve_retry_interval", "100ms",
                    "autovacuum", "off");

    private final Deque<Cluster> idle = new ArrayDeque<>();

    /** Their servers mostly wait, as cells do; two of them for each. */
    private final Semaphore turns =
            new Semaphore(4 * Runtime.getRuntime().availableProcessors(), true);

    private final AtomicInteger made = new AtomicInteger();
    private @Nullable Home home;

    /** Where all of it is. */
    private record Home(Path folder, ServerGuard guard, ProxyEngine engine, Path template) {}

    /**
     * Why a run on such databases can have no cluster, in words; null if it can.
     *
     * @param databaseUrl of a server of the user's own; {@code null} for none
     */
    public static @Nullable String cannotBeHad(Backend backend, @Nullable String databaseUrl) {
        if (databaseUrl != null || backend != Backend.EMBEDDED) {
            return "a cluster is made of embedded servers, and this run has others";
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
     * takes some seconds more than others. Waits while as many are in use as this machine bears.
     *
     * @throws DatabaseException if it does not start
     */
    public Cluster borrow() throws DatabaseException, InterruptedException {
        turns.acquire();
        try {
            Cluster waiting;
            synchronized (idle) {
                waiting = idle.poll();
            }
            return waiting == null ? start() : waiting;
        } catch (DatabaseException | RuntimeException e) {
            turns.release();
            throw e;
        }
    }

    /** Takes a cluster back; one that is not whole any more is ended. */
    public void giveBack(Cluster cluster) {
        try {
            keep(cluster);
        } finally {
            turns.release();
        }
    }

    private void keep(Cluster cluster) {
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

    /** What the proxies before all clusters run on; there is a cluster. */
    public synchronized ProxyEngine engine() {
        if (home == null) {
            throw new IllegalStateException("no cluster was borrowed");
        }
        return home.engine;
    }

    private Cluster start() throws DatabaseException {
        try {
            Home all = home();
            int number = made.incrementAndGet();
            int first = FreePorts.find();
            int second = FreePorts.find();
            Cluster cluster =
                    new Cluster(
                            node(all, number + "-a", first, second),
                            node(all, number + "-b", second, first));
            cluster.nodes().get(cluster.writer()).start();
            cluster.rejoin();
            return cluster;
        } catch (IOException e) {
            throw new DatabaseException("a cluster cannot be made: " + e.getMessage(), e);
        }
    }

    /** A copy of the template that streams from {@code peer} whenever it is a standby. */
    private static PostgresNode node(Home all, String name, int port, int peer) throws IOException {
        Path data = all.folder.resolve(name);
        copy(all.template, data);
        Files.writeString(
                data.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'%n".formatted(peer),
                StandardOpenOption.APPEND);
        return new PostgresNode(data, port, CONFIG);
    }

    /** Rights and times are kept: a server takes no directory that others may read. */
    private static void copy(Path from, Path to) throws IOException {
        Process copying =
                new ProcessBuilder("cp", "-Rp", from.toString(), to.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(copying.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (copying.waitFor() != 0) {
                throw new IOException(said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Made once, with a directory as a server leaves it that was initialised and ended. */
    private synchronized Home home() throws IOException, DatabaseException {
        if (home == null) {
            Path folder = Files.createTempDirectory("poolproof-cluster-");
            ServerGuard guard = ServerGuard.over(folder, "postmaster.pid", "QUIT");
            try {
                PostgresNode template =
                        new PostgresNode(folder.resolve("template"), FreePorts.find(), CONFIG);
                template.start();
                template.stop();
                home = new Home(folder, guard, ProxyEngine.start(), template.data());
            } catch (IOException | RuntimeException | DatabaseException e) {
                guard.close();
                throw e;
            }
        }
        return home;
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
            home.engine.close();
            home.guard.close();
            home = null;
        }
    }
}
