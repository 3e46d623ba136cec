package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.Stall;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** Applies {@link Stall}. */
final class StallHandler extends StreamHandler {
    private @Nullable HeldBack held;

    @SuppressWarnings("UnusedVariable") // all faults' handlers are made the same way
    StallHandler(Stall fault, Place place) {
        super(place);
    }

    @Override
    void armed(ChannelHandlerContext ctx) {
        recordActed(sender(), 0, "not read");
        held = new HeldBack(wire(), sender());
    }

    @Override
    void disarmed(ChannelHandlerContext ctx) {
        if (held != null) {
            held.release(ctx);
        }
    }

    @Override
    void received(ChannelHandlerContext ctx, Object segment) {
        if (held == null) {
            pass(ctx, segment);
        } else {
            held.add(segment);
        }
    }
}
