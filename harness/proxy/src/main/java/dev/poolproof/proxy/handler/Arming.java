package dev.poolproof.proxy.handler;

import dev.poolproof.model.Durations;
import dev.poolproof.model.Names;
import dev.poolproof.model.fault.Moment;
import dev.poolproof.model.fault.Trigger;
import dev.poolproof.model.history.Side;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Waits for the trigger of one handler. */
final class Arming {
    private final Place place;
    private final Runnable arm;
    private @Nullable Future<?> scheduled;
    private long bytes;
    private int moments;

    Arming(Place place, Runnable arm) {
        this.place = place;
        this.arm = arm;
    }

    /** The handler is on the path. */
    void start(ChannelHandlerContext ctx) {
        if (trigger() instanceof Trigger.After after) {
            if (after.time().isZero()) {
                arm.run();
            } else {
                scheduled = place.wire().timers().schedule(ctx, arm, after.time().toNanos());
            }
        }
    }

    /** Bytes have passed. */
    void passed(Side from, int count) {
        if (trigger() instanceof Trigger.AfterBytes limit && place.isFrom(from)) {
            bytes += count;
            if (bytes >= limit.bytes()) {
                arm.run();
            }
        }
    }

    /** A moment of the protocol has come. */
    void moment(Moment moment) {
        if (trigger() instanceof Trigger.At at && at.moment() == moment) {
            moments++;
            if (moments == at.nth()) {
                arm.run();
            }
        }
    }

    @Nullable Moment awaitedMoment() {
        return trigger() instanceof Trigger.At at ? at.moment() : null;
    }

    void cancel() {
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }

    /** What is waited for. */
    String describe() {
        if (trigger() instanceof Trigger.At at) {
            return "waits for %s %d, has seen %d"
                    .formatted(Names.of(at.moment()), at.nth(), moments);
        }
        if (trigger() instanceof Trigger.AfterBytes limit) {
            return "waits for %d bytes, has seen %d".formatted(limit.bytes(), bytes);
        }
        return trigger() instanceof Trigger.After after
                ? "waits until " + Durations.print(after.time()) + " have passed"
                : "waits";
    }

    private Trigger trigger() {
        return place.scope().from();
    }
}
