package dev.poolproof.proxy;

import dev.poolproof.model.history.Side;
import io.netty.channel.ChannelHandlerContext;

/** A fault that acts on what goes one way; what goes the other way passes as it is. */
abstract class StreamHandler extends FaultHandler {
    StreamHandler(Place place) {
        super(place);
    }

    /** Something has come that goes the handler's way; the handler now owns it. */
    abstract void received(ChannelHandlerContext ctx, Object segment);

    /** Passes {@code segment} on, the handler's way. */
    final void pass(ChannelHandlerContext ctx, Object segment) {
        send(ctx, receiver(), segment);
    }

    /** As {@link #pass}, outside of a read or write. */
    final void passNow(ChannelHandlerContext ctx, Object segment) {
        sendNow(ctx, receiver(), segment);
    }

    /** Who sends what the handler acts on. */
    final Side sender() {
        return place().sender();
    }

    /** Who is to receive it. */
    final Side receiver() {
        return other(sender());
    }

    @Override
    final void fromClient(ChannelHandlerContext ctx, Object segment) {
        from(ctx, Side.CLIENT, segment);
    }

    @Override
    final void fromServer(ChannelHandlerContext ctx, Object segment) {
        from(ctx, Side.SERVER, segment);
    }

    private void from(ChannelHandlerContext ctx, Side from, Object segment) {
        if (from == sender()) {
            received(ctx, segment);
        } else {
            send(ctx, other(from), segment);
        }
    }
}
