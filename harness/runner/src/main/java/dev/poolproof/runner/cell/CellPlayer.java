package dev.poolproof.runner.cell;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.WorkerProgram;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.JitterMeasured;
import dev.poolproof.model.history.HistoryEvent.PoolOpened;
import dev.poolproof.model.history.HistoryEvent.ProcessorsMeasured;
import dev.poolproof.model.history.HistoryEvent.ServerSessions;
import dev.poolproof.model.history.HistoryEvent.WorkloadEnded;
import dev.poolproof.runner.cell.ResolvedArtifacts.Pair;
import dev.poolproof.runner.database.CellTable;
import dev.poolproof.runner.path.OpenPath;
import dev.poolproof.runner.pool.OpenPool;
import dev.poolproof.runner.pool.PoolRequest;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import dev.poolproof.runner.recording.JitterMeter;
import dev.poolproof.runner.recording.ProcessorMeter;
import dev.poolproof.runner.setting.SessionTimes;
import dev.poolproof.runner.worker.WorkerException;
import dev.poolproof.runner.workload.Application;
import dev.poolproof.runner.workload.Stage;
import dev.poolproof.runner.workload.WorkloadPlayer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Plays a cell from end to end: opens its table, proxy and pool, plays the workload, and leaves
 * nothing open. Safe for use by several threads; each call plays on the calling thread.
 */
public final class CellPlayer {
    /** A pool that does not close by then has its connections cut by the proxy's end. */
    private static final long CLOSE_WALL_SECONDS = 5;

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
        Opener opener = opener(plan);
        String name = "poolproof-" + PLAYED.incrementAndGet() + "-" + PROCESS;
        Opening opening = new Opening(environment.openings());
        HistoryRecorder recorder = new HistoryRecorder(new CellClock(plan.timing().scale()));
        environment.logs().route(name, recorder);
        environment
                .sessions()
                .watch(
                        name,
                        count -> recorder.add(new ServerSessions(recorder.clock().now(), count)),
                        recorder::broke);
        ExecutorService threads = Executors.newCachedThreadPool(task -> daemon(task, name));
        try (opening;
                CellTable table = CellTable.create(environment.database(), name);
                OpenPath between = open(plan, path, recorder)) {
            play(plan, opener, recorder, new Place(name, table, between, threads, opening));
        } catch (WorkerException e) {
            recorder.broke(String.valueOf(e.getMessage()));
        } catch (SQLException | RuntimeException e) {
            recorder.broke(e.getClass().getSimpleName() + ": " + e.getMessage());
        } finally {
            recorder.clock().stop();
            threads.shutdownNow();
            environment.sessions().forget(name);
            environment.logs().forget(name);
        }
        return recorder.history();
    }

    private OpenPath open(CellPlan plan, List<Hop> path, HistoryRecorder recorder) {
        TimeScale scale = recorder.clock().scale();
        return environment
                .paths()
                .open(
                        path.stream().map(hop -> hop.scaled(scale)).toList(),
                        environment.seed().ofCell(plan),
                        recorder);
    }

    /** How what is under test is opened; a pool's classes are loaded before anything else is. */
    private Opener opener(CellPlan plan) {
        WorkerProgram program = plan.candidate().worker();
        if (program != null) {
            return (recorder, place) ->
                    WorkerClient.open(
                            program,
                            plan.candidate(),
                            environment.database(),
                            place.path().address(),
                            place.table().name(),
                            place.name(),
                            recorder);
        }
        PoolLoader loader = environment.loaders().loader(plan.candidate(), plan.timing().scale());
        return (recorder, place) ->
                new PoolClient(open(plan, loader, request(plan, place), recorder.clock()));
    }

    private void play(CellPlan plan, Opener opener, HistoryRecorder recorder, Place place)
            throws InterruptedException, SQLException, WorkerException {
        CellClock clock = recorder.clock();
        ProcessorMeter.Window processors = environment.processors().open();
        try (JitterMeter.Window jitter = environment.jitter().open()) {
            OpenClient client = opener.open(recorder, place);
            place.opening().close();
            WorkloadPlayer workload =
                    new WorkloadPlayer(
                            plan.scenario(),
                            Application.of(plan.candidate(), client.subject()),
                            recorder,
                            new Stage(
                                    place.table().name(),
                                    environment.database().dialect(),
                                    place.threads(),
                                    environment.seed().forCell(plan)));
            try {
                recorder.add(opened(plan, clock));
                workload.play();
                if (!clock.isStopped()) {
                    recorder.add(
                            new ServerSessions(
                                    clock.now(), environment.sessions().countNow(place.name())));
                    recorder.add(new WorkloadEnded(clock.now()));
                }
                recorder.add(
                        new JitterMeasured(
                                clock.now(),
                                clock.scale().toProduction(jitter.p99Nanos()),
                                clock.scale().toProduction(jitter.maxNanos())));
                recorder.add(new ProcessorsMeasured(clock.now(), processors.busy()));
            } finally {
                close(client, place);
            }
            if (!clock.isStopped()) {
                recorder.add(place.table().audit(clock.now(), workload.writes().acknowledged()));
            }
        }
    }

    /**
     * Opens the pool and waits until it has filled, so that the workload meets it as it is at noon.
     */
    private OpenPool open(CellPlan plan, PoolLoader loader, PoolRequest request, CellClock clock)
            throws InterruptedException {
        OpenPool pool = loader.openPool(request, plan.candidate().systemProperties());
        Duration patience = clock.now().plus(FILL_PATIENCE);
        Duration tick = clock.scale().toProduction(1_000_000);
        boolean waiting = true;
        while (waiting
                && pool.connections() < plan.profile().filled()
                && clock.now().compareTo(patience) < 0) {
            waiting = clock.waitUntil(clock.now().plus(tick));
        }
        return pool;
    }

    private PoolRequest request(CellPlan plan, Place place) {
        return PoolRequests.of(
                plan.candidate(),
                place.name(),
                environment
                        .database()
                        .urlThrough(place.path().address(), plan.driver().scheme(), place.name()),
                plan.driver()
                        .connectionProperties(
                                plan.candidate(),
                                plan.scenario().server(),
                                SessionTimes.of(
                                        plan.scenario(), plan.candidate(), plan.timing().scale()),
                                plan.timing().scale(),
                                environment.database().credentials(),
                                place.name()));
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
    private static void close(OpenClient client, Place place) throws InterruptedException {
        Future<?> closing = place.threads().submit(client::close);
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
        OpenClient open(HistoryRecorder recorder, Place place)
                throws WorkerException, InterruptedException;
    }

    private record Place(
            String name,
            CellTable table,
            OpenPath path,
            ExecutorService threads,
            Opening opening) {}
}
