package dev.poolproof.runner.cell;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** A cell's turn to open its pool; ended as soon as the pool is full, or with the cell. */
final class Opening implements AutoCloseable {
    private final Semaphore turns;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** Waits for a turn. */
    Opening(Semaphore turns) throws InterruptedException {
        turns.acquire();
        this.turns = turns;
    }

    /** Lets the next cell open its pool; once only. */
    @Override
    public void close() {
        if (ended.compareAndSet(false, true)) {
            turns.release();
        }
    }
}
