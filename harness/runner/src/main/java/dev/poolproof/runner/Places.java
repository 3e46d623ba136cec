package dev.poolproof.runner;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The room on one machine for cells that play side by side. Cells beside them, with servers or a
 * server's connections to themselves, need not wait for a place; each leaves less room for the
 * others. Safe for use by several threads.
 */
final class Places {
    /** What such a cell starts, ends or fills keeps the processors as busy as so many others do. */
    private static final int ROOM_OF_ONE_BESIDE = 2;

    private final int all;
    private final Lock lock = new ReentrantLock(true);
    private final Condition left = lock.newCondition();
    private int taken;
    private int beside;

    /**
     * @param all how many there are; half of them at least are never taken by cells beside
     */
    Places(int all) {
        this.all = all;
    }

    /** Waits for a place, whoever has waited longest first. */
    void take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (taken >= room()) {
                left.await();
            }
            taken++;
        } finally {
            lock.unlock();
        }
    }

    /** Gives back what {@link #take} took. */
    void giveBack() {
        change(-1, 0);
    }

    /** A cell begins to play beside the others. */
    void narrow() {
        change(0, 1);
    }

    /** Ends {@link #narrow}. */
    void widen() {
        change(0, -1);
    }

    private void change(int ofTaken, int ofBeside) {
        lock.lock();
        try {
            taken += ofTaken;
            beside += ofBeside;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private int room() {
        return Math.max((all + 1) / 2, all - ROOM_OF_ONE_BESIDE * beside);
    }
}
