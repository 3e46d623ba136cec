package dev.poolproof.runner.cell;

import static java.util.Objects.requireNonNull;

import dev.poolproof.model.candidate.WorkerProgram;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.JitterMeasured;
import dev.poolproof.model.history.HistoryEvent.PoolOpened;
import dev.poolproof.model.history.HistoryEvent.ProcessorsMeasured;
import dev.poolproof.model.history.HistoryEvent.ServerSessions;
import dev.poolproof.model.history.HistoryEvent.WorkloadEnded;
import dev.poolproof.runner.cell.ResolvedArtifacts.Pair;
import dev.poolproof.runner.cell.Site.Visit;
import dev.poolproof.runner.database.CellTable;
import dev.poolproof.runner.database.DatabaseException;
import dev.poolproof.runner.database.ServerFiles;
import dev.poolproof.runner.path.OpenPath;
import dev.poolproof.runner.pool.PoolRequest;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import dev.poolproof.runner.recording.JitterMeter;
import dev.poolproof.runner.recording.ProcessorMeter;
import dev.poolproof.runner.setting.SessionTimes;
import dev.poolproof.runner.worker.WorkerException;
import dev.poolproof.runner.workload.Application;
import dev.poolproof.runner.workload.Instance;
import dev.poolproof.runner.workload.Instances;
import dev.poolproof.runner.workload.Stage;
import dev.poolproof.runner.workload.WorkloadPlayer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Plays a cell from end to end: opens its table, proxy and pool, plays the workload, and leaves
 * nothing open. Safe for use by several threads; each call plays on the calling thread.
 */
public final class CellPlayer {
    /** A pool that does not close by then has its connections cut by the proxy's end. */
    private static final long CLOSE_WALL_SECONDS = 5;

    private static final long EVENTS_WALL_SECONDS = 60;

    /** A pool that has not filled by then is played with as it is. */
    private static final Duration FILL_PATIENCE = Duration.ofMinutes(2);

    private static final AtomicLong PLAYED = new AtomicLong();
    private static final String PROCESS = Long.toString(ProcessHandle.current().pid(), 36);

    private final CellEnvironment environment;

    /** A player for the cells of one run. */
    public CellPlayer(CellEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Plays {@code plan} over {@code path}; an empty path plays the control.
     *
     * @return everything that happened; what broke is in it, never thrown
     */
    public History play(CellPlan plan, List<Hop> path) throws InterruptedException {
        WorkerProgram program = plan.candidate().worker();
        if (program != null) {
            return play(plan, path, opener(plan, program, null), null);
        }
        // A pool's classes are loaded before anything else is.
        PoolLoader loader = environment.loaders().borrow(plan);
        try {
            return play(plan, path, opener(plan, null, loader), loader);
        } finally {
            environment.loaders().giveBack(plan, loader);
        }
    }

    private History play(CellPlan plan, List<Hop> path, Opener opener, @Nullable PoolLoader loader)
            throws InterruptedException {
        // A cell that waits for a cluster keeps nobody from opening a pool.
        try (Site site = site(plan, loader);
                Opening opening = new Opening(environment.openings())) {
            return play(plan, path, opener, site, opening);
        } catch (DatabaseException e) {
            HistoryRecorder recorder = new HistoryRecorder(new CellClock(plan.timing().scale()));
            recorder.broke(String.valueOf(e.getMessage()));
            return recorder.history();
        }
    }

    private Site site(CellPlan plan, @Nullable PoolLoader loader)
            throws DatabaseException, InterruptedException {
        return plan.scenario().cluster() == null || loader == null
                ? new SharedSite(environment)
                : new ClusterSite(environment, plan.engine(), loader);
    }

    private History play(CellPlan plan, List<Hop> path, Opener opener, Site site, Opening opening)
            throws InterruptedException {
        String name = "poolproof-" + PLAYED.incrementAndGet() + "-" + PROCESS;
        HistoryRecorder recorder = new HistoryRecorder(new CellClock(plan.timing().scale()));
        environment.logs().route(name, recorder);
        environment.serverLog().route(name, recorder);
        site.watch(name, recorder);
        ExecutorService threads = Executors.newCachedThreadPool(task -> daemon(task, name));
        try (CellTable table = CellTable.create(site.database(), name);
                OpenPath between = site.open(plan, path, new Visit(name, recorder))) {
            play(plan, opener, recorder, new Place(name, site, table, between, threads, opening));
        } catch (WorkerException e) {
            recorder.broke(String.valueOf(e.getMessage()));
        } catch (SQLException | RuntimeException e) {
            recorder.broke(e.getClass().getSimpleName() + ": " + e.getMessage());
        } finally {
            recorder.clock().stop();
            threads.shutdownNow();
            site.forget(name);
            environment.logs().forget(name);
            environment.serverLog().forget(name);
        }
        return recorder.history();
    }

    /** How what is under test is opened: a worker, or a pool of the loader. */
    private Opener opener(
            CellPlan plan, @Nullable WorkerProgram program, @Nullable PoolLoader loader) {
        if (program == null) {
            PoolLoader itsLoader = requireNonNull(loader);
            return (recorder, place) ->
                    new PoolClient(
                            itsLoader.openPool(
                                    request(plan, place), plan.candidate().systemProperties()));
        }
        return (recorder, place) ->
                WorkerClient.open(
                        program,
                        plan.candidate(),
                        place.site().database(),
                        place.path().address(),
                        place.table().name(),
                        place.name(),
                        recorder);
    }

    private void play(CellPlan plan, Opener opener, HistoryRecorder recorder, Place place)
            throws InterruptedException, SQLException, WorkerException {
        CellClock clock = recorder.clock();
        ProcessorMeter.Window processors = environment.processors().open();
        try (JitterMeter.Window jitter = environment.jitter().open()) {
            Instances instances =
                    new Instances(
                            first(plan, opener, recorder, place),
                            () -> another(opener, recorder, place));
            place.opening().close();
            WorkloadPlayer workload =
                    new WorkloadPlayer(
                            plan.scenario(),
                            Application.of(plan.candidate(), instances),
                            recorder,
                            new Stage(
                                    place.table().name(),
                                    place.site().database().dialect(),
                                    place.threads(),
                                    environment.seed().forCell(plan)));
            try {
                recorder.add(opened(plan, clock));
                Future<?> events =
                        place.site()
                                .begin(plan.scenario().clusterEvents(), recorder, place.threads());
                workload.play();
                await(events, recorder);
                if (!clock.isStopped()) {
                    recorder.add(
                            new ServerSessions(clock.now(), place.site().sessions(place.name())));
                    recorder.add(new WorkloadEnded(clock.now()));
                }
                recorder.add(
                        new JitterMeasured(
                                clock.now(),
                                clock.scale().toProduction(jitter.p99Nanos()),
                                clock.scale().toProduction(jitter.maxNanos())));
                recorder.add(new ProcessorsMeasured(clock.now(), processors.busy()));
            } finally {
                close(instances, place);
            }
            if (!clock.isStopped()) {
                recorder.add(place.table().audit(clock.now(), workload.writes().acknowledged()));
            }
        }
    }

    /**
     * The instance that runs from the beginning. A pool has filled by then, so that the workload
     * meets it as it is at noon.
     */
    private static Instance first(
            CellPlan plan, Opener opener, HistoryRecorder recorder, Place place)
            throws InterruptedException, WorkerException {
        CellClock clock = recorder.clock();
        Instance instance = opener.open(recorder, place);
        Duration patience = clock.now().plus(FILL_PATIENCE);
        Duration tick = clock.scale().toProduction(1_000_000);
        boolean waiting = true;
        while (waiting
                && instance instanceof PoolClient client
                && client.pool().connections() < plan.profile().filled()
                && clock.now().compareTo(patience) < 0) {
            waiting = clock.waitUntil(clock.now().plus(tick));
        }
        return instance;
    }

    /** An instance that starts beside others; it fills while it is used. */
    private static Instance another(Opener opener, HistoryRecorder recorder, Place place) {
        try {
            return opener.open(recorder, place);
        } catch (WorkerException e) {
            throw new IllegalStateException("a worker has no instances beside it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the cell is being closed", e);
        }
    }

    /** They end before the workload by plan, but a node may be late. */
    private static void await(Future<?> events, HistoryRecorder recorder)
            throws InterruptedException {
        try {
            events.get(EVENTS_WALL_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            recorder.broke("the cluster's events did not end: " + e);
        }
    }

    private PoolRequest request(CellPlan plan, Place place) {
        return PoolRequests.of(
                plan.candidate(),
                place.name(),
                place.site().url(plan, place.path(), place.name()),
                connectionProperties(plan, place));
    }

    private static Properties connectionProperties(CellPlan plan, Place place) {
        Properties properties =
                plan.driver()
                        .connectionProperties(
                                plan.candidate(),
                                plan.scenario().server(),
                                SessionTimes.of(
                                        plan.scenario(), plan.candidate(), plan.timing().scale()),
                                plan.timing().scale(),
                                place.site().database().credentials(),
                                place.name());
        ServerFiles files = place.site().database().files();
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

    private static PoolOpened opened(CellPlan plan, CellClock clock) {
        return new PoolOpened(
                clock.now(),
                plan.candidate().pool(),
                Pair.of(plan.candidate()).driver(),
                plan.profile().size(),
                plan.profile().effective(),
                plan.warnings(),
                clock.scale());
    }

    /** A pool waits for its connections when it closes; over a dead path that takes a cut. */
    private static void close(Instances instances, Place place) throws InterruptedException {
        Future<?> closing = place.threads().submit(instances::close);
        try {
            closing.get(CLOSE_WALL_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // Expected where packets vanish: the path's end lets it finish.
            place.path().close();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the pool does not close", e.getCause());
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Opens what is under test, and waits until the workload may begin. */
    @FunctionalInterface
    private interface Opener {
        Instance open(HistoryRecorder recorder, Place place)
                throws WorkerException, InterruptedException;
    }

    private record Place(
            String name,
            Site site,
            CellTable table,
            OpenPath path,
            ExecutorService threads,
            Opening opening) {}
}
