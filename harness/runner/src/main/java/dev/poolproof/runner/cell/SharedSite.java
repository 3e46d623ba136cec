package dev.poolproof.runner.cell;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.history.HistoryEvent.ServerSessions;
import dev.poolproof.model.scenario.ClusterEvent;
import dev.poolproof.model.scenario.PgBouncer;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.path.OpenPath;
import dev.poolproof.runner.pooler.PgBouncerProcess;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** The server that the cells of a run share. */
final class SharedSite implements Site {
    private final CellEnvironment environment;

    SharedSite(CellEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Database database() {
        return environment.database();
    }

    @Override
    public OpenPath open(CellPlan plan, List<Hop> path, Visit visit) {
        PgBouncer wanted = plan.scenario().pgBouncer();
        if (wanted == null) {
            return open(database().address(), plan, path, visit);
        }
        PgBouncerProcess pgBouncer =
                PgBouncerProcess.start(
                        wanted, database().address(), database().credentials(), visit.recorder());
        try {
            return new Before(open(pgBouncer.address(), plan, path, visit), pgBouncer);
        } catch (RuntimeException e) {
            pgBouncer.close();
            throw e;
        }
    }

    private OpenPath open(InetSocketAddress to, CellPlan plan, List<Hop> path, Visit visit) {
        return environment
                .paths()
                .open(to, visit.scaled(path), environment.seed().ofCell(plan), visit.recorder());
    }

    @Override
    public String url(CellPlan plan, OpenPath path, String cell) {
        return database().urlThrough(path.address(), plan.driver().scheme(), cell);
    }

    @Override
    public void watch(String cell, HistoryRecorder recorder) {
        environment
                .sessions()
                .watch(
                        cell,
                        count -> recorder.add(new ServerSessions(recorder.clock().now(), count)),
                        recorder::broke);
    }

    @Override
    public void forget(String cell) {
        environment.sessions().forget(cell);
    }

    @Override
    public int sessions(String cell) throws SQLException, InterruptedException {
        return environment.sessions().countNow(cell);
    }

    @Override
    public Future<?> begin(
            List<ClusterEvent> events, HistoryRecorder recorder, ExecutorService threads) {
        if (!events.isEmpty()) {
            throw new IllegalStateException("a server alone has no events, was " + events);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        // The server is the run's.
    }

    /** A path with PgBouncer at its end. */
    private record Before(OpenPath path, PgBouncerProcess pgBouncer) implements OpenPath {
        @Override
        public InetSocketAddress address() {
            return path.address();
        }

        @Override
        public void close() {
            path.close();
            pgBouncer.close();
        }
    }
}
