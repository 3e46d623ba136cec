package dev.poolproof.runner.workload;

import dev.poolproof.model.history.HistoryEvent.PhaseStarted;
import dev.poolproof.model.history.HistoryEvent.Provoked;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Plays the phases of a scenario against a pool, one after another. The calling thread watches over
 * the clients, which run on {@code threads}.
 */
public final class WorkloadPlayer {
    /** What is overdue is given up so much later at most. */
    private static final long OVERDUE_WALL_NANOS = 1_000_000;

    private final Scenario scenario;
    private final Instances instances;
    private final Retries retries;
    private final HistoryRecorder recorder;
    private final CellClock clock;
    private final @Nullable Tasks tasks;
    private final HttpTasks httpTasks;
    private final WriteLog writes = new WriteLog();
    private final ExecutorService threads;
    private final RandomGenerator random;
    private final Semaphore scheduler;
    private final Map<Phase.Nested, Meeting> meetings = new ConcurrentHashMap<>();
    private final AtomicInteger countedForLeaks = new AtomicInteger();

    /** Has a permit as soon as a client has ended, or the clock was stopped. */
    private final Semaphore ended = new Semaphore(0);

    /** A player of {@code scenario} whose events go to {@code recorder}. */
    public WorkloadPlayer(
            Scenario scenario, Application application, HistoryRecorder recorder, Stage stage) {
        this.scenario = scenario;
        this.instances = application.instances();
        this.scheduler =
                new Semaphore(
                        application.schedulerThreads() == null
                                ? Integer.MAX_VALUE
                                : application.schedulerThreads(),
                        true);
        this.recorder = recorder;
        this.clock = recorder.clock();
        this.retries = new Retries(application.retry(), clock.scale());
        this.tasks =
                stage.table() == null
                        ? null
                        : new Tasks(
                                stage.table().name(),
                                stage.table().dialect(),
                                clock,
                                writes,
                                application.queryTimeout());
        this.httpTasks = new HttpTasks(clock);
        this.threads = stage.threads();
        this.random = stage.random();
        clock.whenStopped(ended::release);
    }

    /** What was written. */
    public WriteLog writes() {
        return writes;
    }

    /** Plays all phases, or until the clock is stopped. */
    public void play() throws InterruptedException {
        for (int index = 0; index < scenario.workload().size(); index++) {
            Phase phase = scenario.workload().get(index);
            recorder.add(new PhaseStarted(clock.now(), index, phase.describe()));
            play(index, phase);
            if (clock.isStopped()) {
                return;
            }
        }
    }

    private void play(int index, Phase phase) throws InterruptedException {
        if (phase instanceof Phase.Freeze) {
            try (Instances.Visit visit = instances.visit(0)) {
                visit.subject().freeze();
            }
            provoked("all containers were frozen").run();
        }
        Duration start = clock.now();
        Duration end = start;
        List<Client> clients = new ArrayList<>();
        for (Phase part : phase.parts()) {
            List<Schedule> schedules = Schedule.of(part, random);
            if (schedules.isEmpty()) {
                end = later(end, start.plus(part.lasts()));
            }
            for (Schedule schedule : schedules) {
                end = later(end, start.plus(schedule.end()));
                clients.add(new Client(index, clients.size(), part, schedule, start));
            }
        }
        clients.forEach(threads::execute);
        watch(clients);
        clock.waitUntil(end);
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /**
     * Returns as soon as no client is busy any more. Looks only when a client has ended or when an
     * operation may be overdue: many cells play at a time, and to look up costs.
     */
    private void watch(List<Client> clients) throws InterruptedException {
        while (!clock.isStopped()) {
            clients.forEach(Client::giveUpIfOverdue);
            Optional<Duration> overdue =
                    clients.stream()
                            .filter(Client::isBusy)
                            .map(Client::overdueFrom)
                            .min(Comparator.naturalOrder());
            if (overdue.isEmpty()) {
                return;
            }
            Duration wall = clock.scale().toWall(overdue.get().minus(clock.now()));
            if (ended.tryAcquire(
                    Math.max(OVERDUE_WALL_NANOS, wall.toNanos()), TimeUnit.NANOSECONDS)) {
                ended.drainPermits();
            }
        }
    }

    private Task task(Phase phase) {
        return tasks == null ? httpTasks.of(phase) : task(phase, tasks);
    }

    private Task task(Phase phase, Tasks ofDatabase) {
        if (phase instanceof Phase.Steady steady) {
            return ofDatabase.of(steady.run());
        }
        if (phase instanceof Phase.Ramp ramp) {
            return ofDatabase.of(ramp.run());
        }
        if (phase instanceof Phase.Burst burst) {
            return ofDatabase.of(burst.run());
        }
        if (phase instanceof Phase.Hold hold) {
            return ofDatabase.hold(hold.lasts());
        }
        if (phase instanceof Phase.LongQuery query) {
            return ofDatabase.longQuery(query.lasts());
        }
        if (phase instanceof Phase.Leak leak) {
            SqlTask task = ofDatabase.of(leak.run());
            return countedForLeaks.incrementAndGet() % leak.oneIn() == 0
                    ? task.using(Usage.leaks(provoked(Provoked.KEPT)))
                    : task;
        }
        if (phase instanceof Phase.Nested nested) {
            return ofDatabase.nested(nested, meetings.computeIfAbsent(nested, this::meeting));
        }
        if (phase instanceof Phase.Scheduled scheduled) {
            return ofDatabase.job(scheduled.takes(), provoked("a scheduled job took a connection"));
        }
        throw new IllegalStateException(phase.describe() + " has no clients");
    }

    private Meeting meeting(Phase.Nested phase) {
        return new Meeting(
                phase.clients(), phase.meetWithin(), clock, provoked(Provoked.ASKED_FOR_MORE));
    }

    private Runnable provoked(String what) {
        return () -> recorder.add(new Provoked(clock.now(), what));
    }

    /** One client of one phase. */
    private final class Client implements Runnable {
        private final int index;
        private final int number;
        private final Phase phase;
        private final Schedule schedule;
        private final Duration start;
        private volatile boolean busy = true;
        private volatile @Nullable OperationRun running;

        Client(int index, int number, Phase phase, Schedule schedule, Duration start) {
            this.index = index;
            this.number = number;
            this.phase = phase;
            this.schedule = schedule;
            this.start = start;
        }

        boolean isBusy() {
            return busy;
        }

        /** When what it does is overdue; before that nothing is that it may begin meanwhile. */
        Duration overdueFrom() {
            OperationRun current = running;
            return current == null ? clock.now().plus(scenario.patience()) : current.overdueFrom();
        }

        void giveUpIfOverdue() {
            OperationRun current = running;
            if (current != null && current.giveUpIfOverdue()) {
                busy = false;
            }
        }

        /** A job waits for a thread of the scheduler before it begins. */
        private boolean runOnScheduler() throws InterruptedException {
            scheduler.acquire();
            try {
                return runOnce();
            } finally {
                scheduler.release();
            }
        }

        /** Whether the operation ended before it was given up. */
        private boolean runOnce() {
            OperationRun operation =
                    new OperationRun(recorder, index, number, task(phase), scenario.patience());
            running = operation;
            try (Instances.Visit visit = instances.visit(number)) {
                return operation.run(visit.subject(), retries, writes);
            } finally {
                running = null;
            }
        }

        /** Whether the phase is about instances and not about their clients. */
        private boolean rollOut() throws InterruptedException {
            Rollout rollout = new Rollout(instances, recorder, index, number, scenario.patience());
            if (phase instanceof Phase.ScaleOut wanted) {
                rollout.scaleOut(wanted);
                return true;
            }
            if (phase instanceof Phase.RollingUpdate wanted) {
                rollout.update(wanted);
                return true;
            }
            return false;
        }

        @Override
        public void run() {
            try {
                if (rollOut()) {
                    return;
                }
                Duration turn = schedule.first();
                while (turn.compareTo(schedule.end()) < 0 && clock.waitUntil(start.plus(turn))) {
                    if (!(phase instanceof Phase.Scheduled ? runOnScheduler() : runOnce())) {
                        return;
                    }
                    turn = schedule.nextAfter(clock.now().minus(start));
                }
            } catch (InterruptedException e) {
                // The cell is being closed; the thread is its own and ends here.
                Thread.currentThread().interrupt();
            } finally {
                busy = false;
                ended.release();
            }
        }
    }
}
