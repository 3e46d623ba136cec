package dev.poolproof.runner.workload;

import dev.poolproof.model.history.Failure;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.Outcome;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One operation of one client, from its first attempt to its last. */
final class OperationRun {
    private final HistoryRecorder recorder;
    private final CellClock clock;
    private final int phase;
    private final int client;
    private final Task task;
    private final Duration patience;
    private final Duration began;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Duration borrowWait = Duration.ZERO;
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile @Nullable Duration borrowing;

    /** Begins now. */
    OperationRun(HistoryRecorder recorder, int phase, int client, Task task, Duration patience) {
        this.recorder = recorder;
        this.clock = recorder.clock();
        this.phase = phase;
        this.client = client;
        this.task = task;
        this.patience = patience;
        this.began = clock.now();
    }

    /**
     * Runs the operation on the calling thread.
     *
     * @return whether it ended before it was given up
     */
    boolean run(DataSource pool, Retries retries, WriteLog writes) {
        try {
            retries.run(() -> attempt(pool));
            task.writes().forEach(writes::acknowledge);
            return end(Outcome.SUCCEEDED, null);
        } catch (Throwable thrown) {
            // Whatever the pool or the driver throws is what the application would have caught.
            return end(Outcome.FAILED, Failures.of(thrown));
        }
    }

    /** Records it as given up if it has taken longer than the scenario's patience. */
    boolean giveUpIfOverdue() {
        return clock.now().minus(began).compareTo(task.lasts().plus(patience)) > 0
                && end(Outcome.GIVEN_UP, null);
    }

    private void attempt(DataSource pool) throws SQLException, InterruptedException {
        attempts.incrementAndGet();
        task.usage().use(() -> borrow(pool), task.work());
    }

    private Connection borrow(DataSource pool) throws SQLException {
        Duration before = clock.now();
        borrowing = before;
        try {
            return pool.getConnection();
        } finally {
            borrowing = null;
            borrowWait = borrowWait.plus(clock.now().minus(before));
        }
    }

    /** Only the first end counts: a given-up operation may still come back. */
    private boolean end(Outcome outcome, @Nullable Failure failure) {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        Duration now = clock.now();
        Duration since = borrowing;
        recorder.add(
                new OperationEnded(
                        began,
                        phase,
                        client,
                        task.name(),
                        since == null ? borrowWait : borrowWait.plus(now.minus(since)),
                        now.minus(began),
                        Math.max(1, attempts.get()),
                        outcome,
                        failure));
        return true;
    }
}
