package dev.poolproof.runner;

import java.time.Duration;
import java.util.PriorityQueue;
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

    private final Lock lock = new ReentrantLock();

    /** The first of them looks at the load; the others wait until they are the first. */
    private final PriorityQueue<Waiter> waiters = new PriorityQueue<>();

    private long asked;
    private int taken;
    private long lastTakenNanos = System.nanoTime();

    /**
     * @param most how many there are, of which a sixth can always be taken
     * @param load of all processors together, from 0 to 1
     */
    Places(int most, DoubleSupplier load) {
        this.most = most;
        this.always = (most + 5) / 6;
        this.load = load;
    }

    /**
     * Waits for a place, behind those who need theirs for longer, and those that need it as long
     * and came before.
     *
     * @param stay how long it may be needed, all trials included
     */
    void take(Duration stay) throws InterruptedException {
        lock.lockInterruptibly();
        Waiter waiter = new Waiter(stay, asked++, lock.newCondition());
        waiters.add(waiter);
        try {
            while (!waiter.equals(waiters.peek()) || !isLeft()) {
                if (waiter.equals(waiters.peek())) {
                    waiter.turn.awaitNanos(PAUSE_NANOS);
                } else {
                    waiter.turn.await();
                }
            }
            taken++;
            lastTakenNanos = System.nanoTime();
        } finally {
            waiters.remove(waiter);
            wakeFirst();
            lock.unlock();
        }
    }

    /** Gives back what {@link #take} took. */
    void giveBack() {
        lock.lock();
        try {
            taken--;
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    private void wakeFirst() {
        Waiter first = waiters.peek();
        if (first != null) {
            first.turn.signal();
        }
    }

    private boolean isLeft() {
        return taken < always
                || (taken < most
                        && System.nanoTime() - lastTakenNanos >= PAUSE_NANOS
                        && load.getAsDouble() <= 1 - SPARE);
    }

    /**
     * One who waits.
     *
     * @param number counts those who asked
     */
    private record Waiter(Duration stay, long number, Condition turn)
            implements Comparable<Waiter> {
        @Override
        public int compareTo(Waiter other) {
            int longest = other.stay.compareTo(stay);
            return longest == 0 ? Long.compare(number, other.number) : longest;
        }
    }
}
