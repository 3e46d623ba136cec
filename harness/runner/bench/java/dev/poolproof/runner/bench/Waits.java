package dev.poolproof.runner.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits by the wall clock. */
final class Waits {
    private Waits() {}

    /**
     * Waits until something holds that is told by {@code monitor}, which the caller holds.
     *
     * @throws NotSeenException if it does not hold in time
     */
    static void until(Object monitor, BooleanSupplier condition, long untilNanos)
            throws InterruptedException {
        while (!condition.getAsBoolean()) {
            long leftNanos = untilNanos - System.nanoTime();
            if (leftNanos <= 0) {
                throw new NotSeenException();
            }
            monitor.wait(TimeUnit.NANOSECONDS.toMillis(leftNanos) + 1);
        }
    }

    /** Waits until a moment of {@link System#nanoTime()}. */
    static void until(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
