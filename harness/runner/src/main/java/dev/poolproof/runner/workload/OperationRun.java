package dev.poolproof.runner.workload;

import dev.poolproof.model.history.Failure;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.Outcome;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One operation of one client, from its first attempt to its last. */
final class OperationRun implements Subject.Watch {
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
    private volatile Duration attempting = Duration.ZERO;
    private volatile Duration notItsOwn = Duration.ZERO;

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
    boolean run(Subject subject, Retries retries, WriteLog writes) {
        try {
            retries.run(() -> attempt(subject));
            task.writes().forEach(writes::acknowledge);
            return end(Outcome.SUCCEEDED, null);
        } catch (Throwable thrown) {
            // Whatever the pool or the driver throws is what the application would have caught.
            return end(Outcome.FAILED, Failures.of(thrown));
        }
    }

    /** Records it as given up if it has taken longer than the scenario's patience. */
    boolean giveUpIfOverdue() {
        return clock.now().compareTo(overdueFrom()) > 0 && end(Outcome.GIVEN_UP, null);
    }

    /** After this it has taken longer than the scenario's patience. */
    Duration overdueFrom() {
        return began.plus(task.lasts()).plus(patience);
    }

    private void attempt(Subject subject) throws Exception {
        attempts.incrementAndGet();
        attempting = clock.now();
        try {
            subject.attempt(task, client, this);
        } finally {
            if (borrowing != null) {
                waited(null);
            }
        }
    }

    @Override
    public void waits() {
        borrowing = clock.now();
    }

    @Override
    public void waited(@Nullable Duration measured) {
        Duration since = borrowing;
        borrowing = null;
        if (measured != null || since != null) {
            borrowWait = borrowWait.plus(measured == null ? clock.now().minus(since) : measured);
        }
    }

    @Override
    public void took(Duration measured) {
        Duration byWatch = clock.now().minus(attempting);
        if (byWatch.compareTo(measured) > 0) {
            notItsOwn = notItsOwn.plus(byWatch.minus(measured));
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
                        now.minus(began).minus(notItsOwn),
                        Math.max(1, attempts.get()),
                        outcome,
                        failure));
        return true;
    }
}
