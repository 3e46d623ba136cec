package dev.poolproof.proxy.handler;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A timer that is cheap to put off, since a restart only notes the time. */
final class Deadline {
    private final Timers timers;
    private final ChannelHandlerContext ctx;
    private final long afterNanos;
    private final Runnable onPassed;
    private long startNanos;
    private boolean running;
    private @Nullable Future<?> scheduled;

    Deadline(Timers timers, ChannelHandlerContext ctx, Duration after, Runnable onPassed) {
        this.timers = timers;
        this.ctx = ctx;
        this.afterNanos = after.toNanos();
        this.onPassed = onPassed;
    }

    /** Runs the action when the whole time has passed from now without another restart. */
    void restart() {
        startNanos = ctx.executor().ticker().nanoTime();
        if (!running) {
            running = true;
            timers.begin();
        }
        if (scheduled == null) {
            schedule(afterNanos);
        }
    }

    boolean isRunning() {
        return running;
    }

    /** Does nothing until the next restart. */
    void stop() {
        if (running) {
            running = false;
            timers.end();
        }
    }

    /** As {@link #stop}, and leaves nothing behind on the event loop. */
    void cancel() {
        stop();
        if (scheduled != null) {
            scheduled.cancel(false);
            scheduled = null;
        }
    }

    private void schedule(long delayNanos) {
        scheduled = ctx.executor().schedule(this::check, delayNanos, TimeUnit.NANOSECONDS);
    }

    private void check() {
        scheduled = null;
        if (!running) {
            return;
        }
        long leftNanos = startNanos + afterNanos - ctx.executor().ticker().nanoTime();
        if (leftNanos > 0) {
            schedule(leftNanos);
        } else {
            stop();
            onPassed.run();
        }
    }
}
