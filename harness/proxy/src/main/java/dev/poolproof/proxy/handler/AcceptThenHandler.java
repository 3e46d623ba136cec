package dev.poolproof.proxy.handler;

import dev.poolproof.model.Names;
import dev.poolproof.model.fault.AcceptThen;
import dev.poolproof.model.fault.AfterAccept;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.history.Side;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** Applies {@link AcceptThen}. */
final class AcceptThenHandler extends FaultHandler {
    private final AcceptThen fault;
    private @Nullable HeldBack held; // while the server waits to be connected to

    AcceptThenHandler(AcceptThen fault, Place place) {
        super(place);
        this.fault = fault;
    }

    @Override
    void armed(ChannelHandlerContext ctx) {
        if (!wire().holdConnect()) {
            return; // it is connected already
        }
        recordActed(Side.CLIENT, 0, "accepted, then " + Names.of(fault.then()));
        if (fault.then() == AfterAccept.SILENCE) {
            held = new HeldBack(wire(), Side.CLIENT);
        } else {
            // Later, since the path may not be complete yet.
            ctx.executor().execute(() -> end(ctx));
        }
    }

    @Override
    void disarmed(ChannelHandlerContext ctx) {
        if (held != null) {
            wire().releaseConnect();
            held.release(ctx);
        }
    }

    @Override
    void sent(ChannelHandlerContext ctx, Side from, Object segment) {
        if (held != null && from == Side.CLIENT) {
            held.add(segment);
        } else {
            super.sent(ctx, from, segment);
        }
    }

    private void end(ChannelHandlerContext ctx) {
        if (!ctx.isRemoved()) {
            end(ctx, fault.then() == AfterAccept.FIN ? Ending.FIN_CLIENT : Ending.RST_CLIENT);
        }
    }
}
