package dev.poolproof.runner.cell;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.JitterMeasured;
import dev.poolproof.model.history.HistoryEvent.ProcessorsMeasured;
import dev.poolproof.model.history.HistoryEvent.WorkloadEnded;
import dev.poolproof.runner.cell.Site.Visit;
import dev.poolproof.runner.database.DatabaseException;
import dev.poolproof.runner.http.HttpServiceException;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import dev.poolproof.runner.recording.JitterMeter;
import dev.poolproof.runner.recording.ProcessorMeter;
import dev.poolproof.runner.worker.WorkerException;
import dev.poolproof.runner.workload.Application;
import dev.poolproof.runner.workload.Instance;
import dev.poolproof.runner.workload.Instances;
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
 * Plays a cell from end to end: opens what it is played against and what is under test, plays the
 * workload, and leaves nothing open. Safe for use by several threads; each call plays on the
 * calling thread.
 */
public final class CellPlayer {
    /** What does not close by then has its connections cut by the end of the way there. */
    private static final long CLOSE_WALL_SECONDS = 5;

    private static final long EVENTS_WALL_SECONDS = 60;

    /** A pool that has not filled by then is played with as it is. */
    private static final Duration FILL_PATIENCE = Duration.ofMinutes(2);

    private static final AtomicLong PLAYED = new AtomicLong();
    private static final String PROCESS = Long.toString(ProcessHandle.current().pid(), 36);

    private final Surroundings surroundings;

    /** A player for the cells of one run. */
    public CellPlayer(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Plays {@code plan} over {@code path}; an empty path plays the control.
     *
     * @param entrance is passed once what the cell is played on is there, if it can be had
     * @return everything that happened; what broke is in it, never thrown
     */
    public History play(CellPlan plan, List<Hop> path, Entrance entrance)
            throws InterruptedException {
        try (Ground ground = ground(plan)) {
            entrance.enter();
            try (Opening opening = new Opening(surroundings.openings())) {
                return play(plan, path, ground, opening);
            } finally {
                entrance.leave();
            }
        } catch (DatabaseException e) {
            HistoryRecorder recorder = new HistoryRecorder(new CellClock(plan.timing().scale()));
            recorder.broke(String.valueOf(e.getMessage()));
            return recorder.history();
        }
    }

    private Ground ground(CellPlan plan) throws DatabaseException, InterruptedException {
        return surroundings instanceof HttpEnvironment http
                ? new HttpGround(http, plan)
                : DatabaseGround.of((CellEnvironment) surroundings, plan);
    }

    private History play(CellPlan plan, List<Hop> path, Ground ground, Opening opening)
            throws InterruptedException {
        String name = "poolproof-" + PLAYED.incrementAndGet() + "-" + PROCESS;
        HistoryRecorder recorder = new HistoryRecorder(new CellClock(plan.timing().scale()));
        ExecutorService threads = Executors.newCachedThreadPool(task -> daemon(task, name));
        try (Stand stand = ground.open(path, new Visit(name, recorder))) {
            play(plan, recorder, stand, new Turn(threads, opening));
        } catch (WorkerException | HttpServiceException e) {
            recorder.broke(String.valueOf(e.getMessage()));
        } catch (SQLException | RuntimeException e) {
            recorder.broke(e.getClass().getSimpleName() + ": " + e.getMessage());
        } finally {
            recorder.clock().stop();
            threads.shutdownNow();
        }
        return recorder.history();
    }

    private void play(CellPlan plan, HistoryRecorder recorder, Stand stand, Turn turn)
            throws InterruptedException, SQLException, WorkerException {
        CellClock clock = recorder.clock();
        ProcessorMeter.Window processors = surroundings.processors().open();
        JitterMeter.Window jitter = surroundings.jitter().open();
        Instances instances = new Instances(first(plan, stand, clock), () -> another(stand));
        turn.opening().close();
        WorkloadPlayer workload =
                new WorkloadPlayer(
                        plan.scenario(),
                        Application.of(plan.candidate(), instances),
                        recorder,
                        stand.stage(turn.threads(), surroundings.seed().forCell(plan)));
        try {
            recorder.add(stand.opened());
            Future<?> events = stand.begin(turn.threads());
            workload.play();
            await(events, recorder);
            if (!clock.isStopped()) {
                stand.ended();
                recorder.add(new WorkloadEnded(clock.now()));
                instances.check();
            }
            JitterMeter.Lateness late = jitter.lateness();
            recorder.add(
                    new JitterMeasured(
                            clock.now(),
                            clock.scale().toProduction(late.p99Nanos()),
                            clock.scale().toProduction(late.maxNanos())));
            recorder.add(new ProcessorsMeasured(clock.now(), processors.busy()));
        } finally {
            close(instances, stand, turn.threads());
        }
        if (!clock.isStopped()) {
            stand.audit(workload.writes());
        }
    }

    /**
     * The instance that runs from the beginning. A pool has filled by then, so that the workload
     * meets it as it is at noon.
     */
    private static Instance first(CellPlan plan, Stand stand, CellClock clock)
            throws InterruptedException, WorkerException {
        Instance instance = stand.start();
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
    private static Instance another(Stand stand) {
        try {
            return stand.start();
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
            recorder.broke("the cell's events did not end: " + e);
        }
    }

    /** A pool waits for its connections when it closes; over a dead path that takes a cut. */
    private static void close(Instances instances, Stand stand, ExecutorService threads)
            throws InterruptedException {
        Future<?> closing = threads.submit(instances::close);
        try {
            closing.get(CLOSE_WALL_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // Expected where packets vanish: the path's end lets it finish.
            stand.cut();
        } catch (ExecutionException e) {
            throw new IllegalStateException("what is under test does not close", e.getCause());
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * What a cell has while it is played.
     *
     * @param opening its turn to open what is under test
     */
    private record Turn(ExecutorService threads, Opening opening) {}
}
