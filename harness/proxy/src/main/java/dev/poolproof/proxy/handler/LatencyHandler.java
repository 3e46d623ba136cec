package dev.poolproof.proxy.handler;

import dev.poolproof.model.Durations;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Latency;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Applies {@link Latency}. A change counts for what is held too, from when it came. */
final class LatencyHandler extends BackloggedHandler {
    private final RandomGenerator random;
    private final Backlog backlog = new Backlog(this, Pace.BY_TIME);
    private Latency fault;

    LatencyHandler(Latency fault, Place place) {
        super(place);
        this.fault = fault;
        this.random = place.random();
    }

    @Override
    void received(ChannelHandlerContext ctx, Object segment) {
        backlog.add(ctx, segment, drawDelayNanos(segment));
    }

    @Override
    boolean become(Fault changed) {
        if (changed instanceof Latency latency) {
            fault = latency;
            backlog.retime(this::drawDelayNanos);
            return true;
        }
        return false;
    }

    @Override
    Backlog backlog() {
        return backlog;
    }

    private long drawDelayNanos(Object segment) {
        long jitter = fault.jitter().toNanos();
        long drawn = jitter == 0 ? 0 : random.nextLong(-jitter, jitter + 1);
        long nanos = Math.max(0, fault.latency().toNanos() + drawn);
        if (segment instanceof ByteBuf bytes) {
            recordActed(
                    sender(),
                    bytes.readableBytes(),
                    "delayed by " + Durations.print(Duration.ofNanos(nanos)));
        }
        return nanos;
    }
}
