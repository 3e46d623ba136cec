package dev.poolproof.runner.cell;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.scenario.ClusterEvent;
import dev.poolproof.model.scenario.ClusterPlan;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.PgBouncer;
import dev.poolproof.runner.cluster.Cluster;
import dev.poolproof.runner.cluster.ClusterDatabase;
import dev.poolproof.runner.cluster.ClusterEvents;
import dev.poolproof.runner.cluster.Clusters;
import dev.poolproof.runner.cluster.Endpoints;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.database.DatabaseException;
import dev.poolproof.runner.path.OpenPath;
import dev.poolproof.runner.pooler.PgBouncerProcess;
import dev.poolproof.runner.recording.HistoryRecorder;
import dev.poolproof.warp.shared.CacheTimes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A cluster that is a cell's for as long as it is played. */
final class ClusterSite implements Site {
    private final CellEnvironment environment;
    private final PoolLoader loader;
    private final Cluster cluster;
    private final ClusterDatabase database;
    private @Nullable Endpoints endpoints;

    /**
     * Borrows a cluster.
     *
     * @param engine of its servers
     * @param loader of the pool and driver that look up its names
     * @throws DatabaseException if there is none to be had
     */
    ClusterSite(CellEnvironment environment, Engine engine, PoolLoader loader)
            throws DatabaseException {
        Clusters clusters = environment.clusters();
        this.environment = environment;
        this.loader = loader;
        this.cluster = clusters.borrow(engine);
        this.database = new ClusterDatabase(clusters, cluster);
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public OpenPath open(CellPlan plan, List<Hop> path, Visit visit) throws SQLException {
        try {
            cluster.awaitReader();
        } catch (DatabaseException e) {
            throw new SQLException("the reader has not got the cell's table", e);
        }
        Endpoints opened =
                Endpoints.open(
                        cluster,
                        environment.clusters().engine(),
                        visit.scaled(path),
                        environment.seed().ofCell(plan),
                        visit.name(),
                        visit.recorder());
        ClusterPlan known = plan.scenario().cluster();
        if (known != null && known.isBlueGreen()) {
            opened.knowWriterAlone();
        }
        int ttl = (int) Math.max(-1, plan.candidate().dnsCache().toSeconds());
        CacheTimes times = new CacheTimes(ttl, CacheTimes.DEFAULT.negativeTtl());
        opened.names().forEach((name, server) -> loader.host(name, server, times));
        endpoints = opened;
        PgBouncer wanted = plan.scenario().pgBouncer();
        return wanted == null ? new Way(opened, loader, null) : behind(wanted, opened, visit);
    }

    /**
     * PgBouncer stands between the clients and what they see of the nodes, and follows the writer.
     */
    private OpenPath behind(PgBouncer wanted, Endpoints opened, Visit visit) {
        try {
            PgBouncerProcess pgBouncer =
                    PgBouncerProcess.start(
                            wanted,
                            opened.writerAddress(),
                            database.credentials(),
                            visit.recorder());
            opened.whenRolesAreTold(() -> pgBouncer.leadTo(opened.writerAddress()));
            return new Way(opened, loader, pgBouncer);
        } catch (RuntimeException e) {
            new Way(opened, loader, null).close();
            throw e;
        }
    }

    @Override
    public String url(CellPlan plan, OpenPath path, String cell) {
        return plan.scenario().pgBouncer() == null
                ? database.urlThrough(
                        open().authority(plan.candidate().endpoints()),
                        plan.driver().scheme(),
                        cell)
                : database.urlThrough(path.address(), plan.driver().scheme(), cell);
    }

    @Override
    public void watch(String cell, HistoryRecorder recorder) {
        // Its nodes come and go: whoever asks them all the time would take that for the end.
    }

    @Override
    public void forget(String cell) {
        // Nobody watches.
    }

    @Override
    public int sessions(String cell) throws SQLException {
        return database.sessions(cell);
    }

    @Override
    public Future<?> begin(
            List<ClusterEvent> events, HistoryRecorder recorder, ExecutorService threads) {
        return new ClusterEvents(open(), recorder, threads).begin(events);
    }

    private Endpoints open() {
        if (endpoints == null) {
            throw new IllegalStateException("the way to the cluster is not open");
        }
        return endpoints;
    }

    @Override
    public void close() {
        database.close();
    }

    /** The endpoints, known to the loader by their names. */
    private record Way(Endpoints endpoints, PoolLoader loader, @Nullable PgBouncerProcess pgBouncer)
            implements OpenPath {
        @Override
        public InetSocketAddress address() {
            return pgBouncer == null ? endpoints.address() : pgBouncer.address();
        }

        @Override
        public void close() {
            if (pgBouncer != null) {
                pgBouncer.close();
            }
            // Not left to the JDK: whoever is late must not ask for them on the network.
            endpoints
                    .names()
                    .keySet()
                    .forEach(name -> loader.host(name, Way::isNobody, CacheTimes.DEFAULT));
            endpoints.close();
        }

        private static List<InetAddress> isNobody(String name) throws UnknownHostException {
            throw new UnknownHostException(name);
        }
    }
}
