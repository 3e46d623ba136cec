package dev.poolproof.proxy.handler;

import io.netty.buffer.ByteBuf;

/** When the head of a {@link Backlog} may go, and how much of it. */
interface Pace {
    /** Until something else changes. */
    long NEVER = Long.MAX_VALUE;

    /** What goes when it is due, whole. */
    Pace BY_TIME = (head, untilDueNanos, nowNanos) -> untilDueNanos;

    /** What waits until it is released or thrown away. */
    Pace HELD = (head, untilDueNanos, nowNanos) -> NEVER;

    /**
     * How long the next piece of {@code head} has to wait, by the event loop's clock; zero or less
     * for not at all.
     */
    long waitNanos(Object head, long untilDueNanos, long nowNanos);

    /** How many bytes of {@code head} go, now that it has to wait no longer; 1 or more. */
    default int bytes(ByteBuf head, long nowNanos) {
        return head.readableBytes();
    }
}
