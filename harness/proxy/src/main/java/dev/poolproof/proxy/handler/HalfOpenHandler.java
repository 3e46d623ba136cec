package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.HalfOpen;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.kernel.Discard;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** Applies {@link HalfOpen}. */
final class HalfOpenHandler extends FaultHandler {
    private final Side lost;
    private @Nullable Discard discard;
    private @Nullable HeldBack held;

    HalfOpenHandler(HalfOpen fault, Place place) {
        super(place);
        this.lost = fault.lost();
    }

    @Override
    void armed(ChannelHandlerContext ctx) {
        wire().record(NetworkAction.DROPPED, lost, place().hop(), 0);
        discard = wire().discard(lost, 1);
        held = new HeldBack(wire(), lost);
    }

    @Override
    void disarmed(ChannelHandlerContext ctx) {
        if (held != null && lost == Side.SERVER && !ctx.channel().isOpen()) {
            held.discard(); // the client was told; the server hears nothing for as long as it lives
            return;
        }
        if (discard != null) {
            discard.lift();
        }
        if (held != null) {
            held.release(ctx);
        }
    }

    @Override
    void sent(ChannelHandlerContext ctx, Side from, Object segment) {
        if (from == lost && held != null) {
            held.add(segment);
            return;
        }
        drop(from, segment);
        // RFC 9293, 3.10.7.1: a RST is never answered by a RST.
        if (segment != Signal.RST) {
            recordActed(from, 0, "told by RST that the other side knows of no connection");
            send(ctx, from, Signal.RST);
        }
    }
}
