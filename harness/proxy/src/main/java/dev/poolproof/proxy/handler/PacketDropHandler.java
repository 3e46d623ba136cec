package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.PacketDrop;
import dev.poolproof.model.history.NetworkAction;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** Applies {@link PacketDrop}; where the kernel has no filter, by not reading. */
final class PacketDropHandler extends DiscardHandler {
    private @Nullable HeldBack held;

    @SuppressWarnings("UnusedVariable") // all faults' handlers are made the same way
    PacketDropHandler(PacketDrop fault, Place place) {
        super(place);
    }

    @Override
    void armed(ChannelHandlerContext ctx) {
        wire().record(NetworkAction.DROPPED, sender(), place().hop(), 0);
        if (!discard(ctx, 1)) {
            recordActed(sender(), 0, "not read: the kernel takes no filter here");
        }
        held = new HeldBack(wire(), sender());
    }

    @Override
    void disarmed(ChannelHandlerContext ctx) {
        lift();
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
