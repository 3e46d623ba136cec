package dev.poolproof.warp;

import java.time.Duration;

/**
 * The clock on the wall, also for rewritten tests: this class is never rewritten itself. Public,
 * for the copies of the tests live in another loader and so in another package.
 */
public final class RealTime {
    private RealTime() {}

    public interface Action {
        void run() throws Exception;
    }

    /** How long {@code action} takes. */
    public static Duration of(Action action) throws Exception {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    public static long nanoTime() {
        return System.nanoTime();
    }

    public static long currentTimeMillis() {
        return System.currentTimeMillis();
    }

    /** Waits until a millisecond begins. */
    public static void untilNextMillisecond() {
        long now = System.currentTimeMillis();
        while (System.currentTimeMillis() == now) {
            Thread.onSpinWait();
        }
    }
}
