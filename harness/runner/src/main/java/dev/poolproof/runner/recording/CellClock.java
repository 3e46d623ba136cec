package dev.poolproof.runner.recording;

import dev.poolproof.model.TimeScale;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The production clock of one cell; every wait of the cell goes through it, so that it can be
 * stopped.
 */
public final class CellClock {
    private final TimeScale scale;
    private final long startNanos = System.nanoTime();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /** Starts a clock at zero. */
    public CellClock(TimeScale scale) {
        this.scale = scale;
    }

    /** How fast it runs. */
    public TimeScale scale() {
        return scale;
    }

    /** Production time since the start. */
    public Duration now() {
        return scale.toProduction(System.nanoTime() - startNanos);
    }

    /**
     * Waits until {@code production}, or until the clock is stopped.
     *
     * @return whether the clock still runs
     */
    public boolean waitUntil(Duration production) throws InterruptedException {
        long wallNanos = scale.toWall(production).toNanos() - (System.nanoTime() - startNanos);
        return !stopped.await(wallNanos, TimeUnit.NANOSECONDS);
    }

    /** Whether {@link #stop} has been called. */
    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /**
     * Has {@code action} run once when the clock is stopped, or now if it is already; by the thread
     * that stops it, which it must not keep waiting.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the action
    public void whenStopped(Runnable action) {
        end.thenRun(action);
    }

    /** Ends all waits, now and to come. */
    public void stop() {
        stopped.countDown();
        end.complete(null);
    }
}
