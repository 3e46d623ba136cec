package dev.poolproof.runner;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;

/**
 * How many cells play side by side: some always, and more while the processors have time to spare,
 * since most of a cell is a wait. Safe for use by several threads.
 */
final class Places {
    /** What all processors together leave to spare when another cell may begin. */
    private static final double SPARE = 0.15;

    /** Between two cells that begin for it: the first must have begun to show in the load. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final int most;
    private final int always;
    private final DoubleSupplier load;

    /** Of those who wait one looks at the load; the others queue behind it. */
    private final Lock turn = new ReentrantLock(true);

    private final Lock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private int taken;
    private long lastTakenNanos = System.nanoTime();

    /**
     * @param most how many there are, of which a quarter can always be taken
     * @param load of all processors together, from 0 to 1
     */
    Places(int most, DoubleSupplier load) {
        this.most = most;
        this.always = (most + 3) / 4;
        this.load = load;
    }

    /** Waits for a place, whoever has waited longest first. */
    void take() throws InterruptedException {
        turn.lockInterruptibly();
        try {
            takeInTurn();
        } finally {
            turn.unlock();
        }
    }

    private void takeInTurn() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isLeft()) {
                left.awaitNanos(PAUSE_NANOS);
            }
            taken++;
            lastTakenNanos = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /** Gives back what {@link #take} took. */
    void giveBack() {
        lock.lock();
        try {
            taken--;
            left.signal();
        } finally {
            lock.unlock();
        }
    }

    private boolean isLeft() {
        return taken < always
                || (taken < most
                        && System.nanoTime() - lastTakenNanos >= PAUSE_NANOS
                        && load.getAsDouble() <= 1 - SPARE);
    }
}
