package dev.poolproof.warp.runtime;

import java.util.concurrent.TimeUnit;

/** Turns a timeout that is about to be passed to the JDK into real time. */
public final class Timeouts {
    private Timeouts() {}

    /** Virtual nanoseconds in real ones. */
    public static long realNanos(long nanos) {
        return VirtualTime.realNanos(nanos);
    }

    /** Virtual milliseconds in real ones. */
    public static long realMillis(long millis) {
        return VirtualTime.realMillis(millis);
    }

    /** A virtual timeout in real nanoseconds. */
    public static long realNanos(long timeout, TimeUnit unit) {
        return VirtualTime.realNanos(unit.toNanos(timeout));
    }

    /**
     * The timeout to pass to {@code receiver}, in the unit that {@link #unitFor} tells.
     *
     * @param method name and descriptor of the method to be called, as in a class file
     */
    public static long timeoutFor(Object receiver, String method, long timeout, TimeUnit unit) {
        return Receivers.keepsVirtualTime(receiver, method) ? timeout : realNanos(timeout, unit);
    }

    /**
     * The unit of {@link #timeoutFor}.
     *
     * @param method name and descriptor of the method to be called, as in a class file
     */
    public static TimeUnit unitFor(Object receiver, String method, TimeUnit unit) {
        return Receivers.keepsVirtualTime(receiver, method) ? unit : TimeUnit.NANOSECONDS;
    }
}
