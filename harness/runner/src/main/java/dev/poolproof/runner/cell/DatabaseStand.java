package dev.poolproof.runner.cell;

import static java.util.Objects.requireNonNull;

import dev.poolproof.model.candidate.WorkerProgram;
import dev.poolproof.model.history.HistoryEvent.PoolOpened;
import dev.poolproof.model.history.HistoryEvent.ServerSessions;
import dev.poolproof.runner.cell.ResolvedArtifacts.Pair;
import dev.poolproof.runner.cell.Site.Visit;
import dev.poolproof.runner.database.CellTable;
import dev.poolproof.runner.database.ServerFiles;
import dev.poolproof.runner.path.OpenPath;
import dev.poolproof.runner.pool.PoolRequest;
import dev.poolproof.runner.setting.SessionTimes;
import dev.poolproof.runner.worker.WorkerException;
import dev.poolproof.runner.workload.Instance;
import dev.poolproof.runner.workload.Stage;
import dev.poolproof.runner.workload.WriteLog;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A table of the cell's own, and the way to it for its pools or its worker. */
final class DatabaseStand implements Stand {
    private final CellPlan plan;
    private final @Nullable PoolLoader loader;
    private final Site site;
    private final CellTable table;
    private final OpenPath path;
    private final Visit visit;

    /**
     * @param loader of the pool; {@code null} for a worker
     */
    DatabaseStand(
            CellPlan plan,
            @Nullable PoolLoader loader,
            Site site,
            CellTable table,
            OpenPath path,
            Visit visit) {
        this.plan = plan;
        this.loader = loader;
        this.site = site;
        this.table = table;
        this.path = path;
        this.visit = visit;
    }

    @Override
    public Instance start() throws WorkerException, InterruptedException {
        WorkerProgram program = plan.candidate().worker();
        return program == null
                ? new PoolClient(
                        requireNonNull(loader, "loader")
                                .openPool(request(), plan.candidate().systemProperties()))
                : WorkerClient.open(
                        program,
                        plan.candidate(),
                        site.database(),
                        path.address(),
                        table.name(),
                        visit.name(),
                        visit.recorder());
    }

    private PoolRequest request() {
        return PoolRequests.of(
                plan.candidate(),
                visit.name(),
                site.url(plan, path, visit.name()),
                connectionProperties());
    }

    private Properties connectionProperties() {
        Properties properties =
                plan.driver()
                        .connectionProperties(
                                plan.candidate(),
                                plan.scenario().server(),
                                SessionTimes.of(
                                        plan.scenario(), plan.candidate(), plan.timing().scale()),
                                plan.timing().scale(),
                                site.database().credentials(),
                                visit.name());
        ServerFiles files = site.database().files();
        if (files != null) {
            properties.putAll(
                    plan.driver()
                            .tlsProperties(
                                    plan.candidate().driverSettings(),
                                    plan.scenario().tls(),
                                    files));
        }
        return properties;
    }

    @Override
    public PoolOpened opened() {
        return plan.opened(Pair.of(plan.candidate()).driver(), visit.recorder().clock());
    }

    @Override
    public Stage stage(ExecutorService threads, RandomGenerator random) {
        return new Stage(new Stage.Table(table.name(), site.database().dialect()), threads, random);
    }

    @Override
    public Future<?> begin(ExecutorService threads) {
        return site.begin(plan.scenario().clusterEvents(), visit.recorder(), threads);
    }

    @Override
    public void ended() throws SQLException, InterruptedException {
        visit.recorder()
                .add(
                        new ServerSessions(
                                visit.recorder().clock().now(), site.sessions(visit.name())));
    }

    @Override
    public void cut() {
        path.close();
    }

    @Override
    public void audit(WriteLog writes) throws SQLException {
        visit.recorder().add(table.audit(visit.recorder().clock().now(), writes.acknowledged()));
    }

    @Override
    public void close() throws SQLException {
        try (table) {
            path.close();
        }
    }
}
