package dev.poolproof.proxy;

import dev.poolproof.model.Durations;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Latency;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Applies {@link Latency}. */
final class LatencyHandler extends StreamHandler {
    private final RandomGenerator random;
    private final Delayed delayed;
    private Latency fault;

    LatencyHandler(Latency fault, Place place) {
        super(place);
        this.fault = fault;
        this.random = place.wire().random(place.hop());
        this.delayed = new Delayed(place.wire(), place.sender());
    }

    @Override
    void received(ChannelHandlerContext ctx, Object segment) {
        long nanos = Math.max(0, fault.latency().toNanos() + drawJitterNanos());
        if (segment instanceof ByteBuf bytes) {
            recordActed(
                    sender(),
                    bytes.readableBytes(),
                    "delayed by " + Durations.print(Duration.ofNanos(nanos)));
        }
        delayed.add(ctx, segment, nanos);
    }

    @Override
    boolean become(Fault changed) {
        if (changed instanceof Latency latency) {
            fault = latency;
            return true;
        }
        return false;
    }

    @Override
    void disarmed(ChannelHandlerContext ctx) {
        delayed.release(ctx);
    }

    @Override
    String state() {
        return "holds %d bytes".formatted(delayed.bytes());
    }

    private long drawJitterNanos() {
        long jitter = fault.jitter().toNanos();
        return jitter == 0 ? 0 : random.nextLong(-jitter, jitter + 1);
    }
}
