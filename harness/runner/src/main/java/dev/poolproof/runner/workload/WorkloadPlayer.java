package dev.poolproof.runner.workload;

import dev.poolproof.model.history.HistoryEvent.PhaseStarted;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Plays the phases of a scenario against a pool, one after another. The calling thread watches over
 * the clients, which run on {@code threads}.
 */
public final class WorkloadPlayer {
    private final Scenario scenario;
    private final DataSource pool;
    private final Retries retries;
    private final HistoryRecorder recorder;
    private final CellClock clock;
    private final Tasks tasks;
    private final WriteLog writes = new WriteLog();
    private final ExecutorService threads;
    private final RandomGenerator random;

    /** A player of {@code scenario} whose events go to {@code recorder}. */
    public WorkloadPlayer(
            Scenario scenario, Application application, HistoryRecorder recorder, Stage stage) {
        this.scenario = scenario;
        this.pool = application.pool();
        this.recorder = recorder;
        this.clock = recorder.clock();
        this.retries = new Retries(application.retry(), clock.scale());
        this.tasks = new Tasks(stage.table(), stage.dialect(), clock, writes);
        this.threads = stage.threads();
        this.random = stage.random();
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
        Duration start = clock.now();
        List<Client> clients = new ArrayList<>();
        for (Schedule schedule : Schedule.of(phase, random)) {
            Client client = new Client(index, clients.size(), phase, schedule, start);
            clients.add(client);
            threads.execute(client);
        }
        Duration end = start.plus(phase.lasts());
        if (clients.isEmpty()) {
            clock.waitUntil(end);
        }
        Duration tick = clock.scale().toProduction(5_000_000);
        while (clients.stream().anyMatch(Client::isBusy)) {
            clients.forEach(Client::giveUpIfOverdue);
            if (!clock.waitUntil(clock.now().plus(tick))) {
                return;
            }
        }
    }

    private Task task(Phase phase) {
        if (phase instanceof Phase.Steady steady) {
            return tasks.of(steady.run());
        }
        if (phase instanceof Phase.Ramp ramp) {
            return tasks.of(ramp.run());
        }
        if (phase instanceof Phase.Burst burst) {
            return tasks.of(burst.run());
        }
        if (phase instanceof Phase.Hold hold) {
            return tasks.hold(hold.lasts());
        }
        if (phase instanceof Phase.LongQuery query) {
            return tasks.longQuery(query.lasts());
        }
        throw new IllegalStateException(phase.describe() + " has no clients");
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

        void giveUpIfOverdue() {
            OperationRun current = running;
            if (current != null && current.giveUpIfOverdue()) {
                busy = false;
            }
        }

        @Override
        public void run() {
            try {
                Duration turn = schedule.first();
                while (turn.compareTo(schedule.end()) < 0 && clock.waitUntil(start.plus(turn))) {
                    OperationRun operation =
                            new OperationRun(
                                    recorder, index, number, task(phase), scenario.patience());
                    running = operation;
                    boolean ended = operation.run(pool, retries, writes);
                    running = null;
                    if (!ended) {
                        return;
                    }
                    turn = schedule.nextAfter(clock.now().minus(start));
                }
            } catch (InterruptedException e) {
                // The cell is being closed; the thread is its own and ends here.
                Thread.currentThread().interrupt();
            } finally {
                busy = false;
            }
        }
    }
}
