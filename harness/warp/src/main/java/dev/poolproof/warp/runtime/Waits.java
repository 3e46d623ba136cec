package dev.poolproof.warp.runtime;

import java.time.Duration;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;

/**
 * The JDK's sleeps and waits in virtual time. Wrong arguments are passed on, so that the JDK itself
 * refuses them.
 */
// The loops that waits stand in are the caller's, and so are the dates: the calls here take the
// places of others one by one.
@SuppressWarnings({"WaitNotInLoop", "ThreadJoinLoop", "JavaUtilDate"})
public final class Waits {
    private Waits() {}

    /** {@link Thread#sleep(long)}, with a resolution of nanoseconds. */
    public static void sleep(long millis) throws InterruptedException {
        if (millis < 0) {
            Thread.sleep(millis);
        }
        sleepNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** {@link Thread#sleep(long, int)}, with a resolution of nanoseconds. */
    public static void sleep(long millis, int nanos) throws InterruptedException {
        if (millis < 0 || isOutOfRange(nanos)) {
            Thread.sleep(millis, nanos);
        }
        sleepNanos(toNanos(millis, nanos));
    }

    /** {@code Thread.sleep(Duration)}, which Java 19 brought. */
    public static void sleep(Duration duration) throws InterruptedException {
        sleepNanos(VirtualTime.nanosOf(duration));
    }

    /** {@link TimeUnit#sleep(long)}. */
    public static void sleep(TimeUnit unit, long timeout) throws InterruptedException {
        if (timeout > 0) {
            sleepNanos(unit.toNanos(timeout));
        }
    }

    /** {@link Object#wait(long)}; 0 waits for ever. */
    public static void wait(Object monitor, long millis) throws InterruptedException {
        monitor.wait(VirtualTime.realMillis(millis));
    }

    /** {@link Object#wait(long, int)}; 0 and 0 wait for ever. */
    public static void wait(Object monitor, long millis, int nanos) throws InterruptedException {
        if (millis < 0 || isOutOfRange(nanos)) {
            monitor.wait(millis, nanos);
        } else {
            monitor.wait(ceilMillis(VirtualTime.realNanos(toNanos(millis, nanos))));
        }
    }

    /** {@link TimeUnit#timedWait(Object, long)}. */
    public static void timedWait(TimeUnit unit, Object monitor, long timeout)
            throws InterruptedException {
        if (timeout > 0) {
            monitor.wait(ceilMillis(VirtualTime.realNanos(unit.toNanos(timeout))));
        }
    }

    /** {@link Thread#join(long)}; 0 waits for ever. */
    public static void join(Thread thread, long millis) throws InterruptedException {
        thread.join(VirtualTime.realMillis(millis));
    }

    /** {@link Thread#join(long, int)}; 0 and 0 wait for ever. */
    public static void join(Thread thread, long millis, int nanos) throws InterruptedException {
        if (millis < 0 || isOutOfRange(nanos)) {
            thread.join(millis, nanos);
        } else {
            thread.join(ceilMillis(VirtualTime.realNanos(toNanos(millis, nanos))));
        }
    }

    /** {@link TimeUnit#timedJoin(Thread, long)}. */
    public static void timedJoin(TimeUnit unit, Thread thread, long timeout)
            throws InterruptedException {
        if (timeout > 0) {
            thread.join(ceilMillis(VirtualTime.realNanos(unit.toNanos(timeout))));
        }
    }

    /** {@link LockSupport#parkUntil(long)}. */
    public static void parkUntil(long deadline) {
        LockSupport.parkUntil(VirtualTime.realWallMillis(deadline));
    }

    /** {@link LockSupport#parkUntil(Object, long)}. */
    public static void parkUntil(Object blocker, long deadline) {
        LockSupport.parkUntil(blocker, VirtualTime.realWallMillis(deadline));
    }

    /** {@link Condition#awaitNanos(long)}; the result is what is left of the virtual time. */
    public static long awaitNanos(Condition condition, long nanos) throws InterruptedException {
        if (Receivers.keepsVirtualTime(condition, "awaitNanos(J)J")) {
            return condition.awaitNanos(nanos);
        }
        Segment segment = VirtualTime.segment();
        long left = segment.toVirtual(condition.awaitNanos(segment.toReal(nanos)));
        // Rounding up must not give back more than was asked for: a caller's loop would never end.
        return left > 0 ? Math.min(left, nanos) : left;
    }

    /** {@link Condition#awaitUntil(Date)}. */
    public static boolean awaitUntil(Condition condition, Date deadline)
            throws InterruptedException {
        if (Receivers.keepsVirtualTime(condition, "awaitUntil(Ljava/util/Date;)Z")) {
            return condition.awaitUntil(deadline);
        }
        long nanos = VirtualTime.virtualNanosUntil(deadline.getTime());
        return condition.awaitNanos(VirtualTime.realNanos(nanos)) > 0;
    }

    private static void sleepNanos(long virtualNanos) throws InterruptedException {
        long start = System.nanoTime();
        long nanos = VirtualTime.realNanos(virtualNanos);
        boolean parked = false;
        for (long left = nanos; ; left = nanos - (System.nanoTime() - start)) {
            if (Thread.interrupted()) {
                throw new InterruptedException("sleep interrupted");
            }
            if (left <= 0) {
                break;
            }
            LockSupport.parkNanos(left);
            parked = true;
        }
        if (parked) {
            // A sleep leaves the thread's permit alone, parking may have taken it: give it back, a
            // park may return for no reason.
            LockSupport.unpark(Thread.currentThread());
        }
    }

    private static boolean isOutOfRange(int nanos) {
        return nanos < 0 || nanos > 999_999;
    }

    private static long toNanos(long millis, int nanos) {
        long whole = TimeUnit.MILLISECONDS.toNanos(millis);
        return whole > Long.MAX_VALUE - nanos ? Long.MAX_VALUE : whole + nanos;
    }

    /**
     * Milliseconds are what monitors can wait for on Java 17; rounded up, which keeps 0 and nothing
     * else 0.
     */
    private static long ceilMillis(long nanos) {
        return nanos / 1_000_000 + (nanos % 1_000_000 > 0 ? 1 : 0);
    }
}
