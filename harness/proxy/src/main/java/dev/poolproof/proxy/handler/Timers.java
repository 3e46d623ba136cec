package dev.poolproof.proxy.handler;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Counts the timers of one connection's faults that run. Only ever used on the connection's event
 * loop.
 */
public final class Timers {
    private int pending;

    /** How many will do something if nothing comes between. */
    public int pending() {
        return pending;
    }

    /** One has begun to run. */
    void begin() {
        pending++;
    }

    /** One has fired, or does not run any more. */
    void end() {
        pending--;
    }

    /** Runs {@code work} so much later; the timer runs until then, or until it is cancelled. */
    Future<?> schedule(ChannelHandlerContext ctx, Runnable work, long delayNanos) {
        begin();
        Future<?> timer = ctx.executor().schedule(work, delayNanos, TimeUnit.NANOSECONDS);
        timer.addListener(done -> end());
        return timer;
    }
}
