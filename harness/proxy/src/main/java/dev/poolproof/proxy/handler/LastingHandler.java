package dev.poolproof.proxy.handler;

import dev.poolproof.model.history.Side;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * A stream fault that still acts on what a client has sent when the client's socket is closed:
 * bytes and the RST after them arrive at the server as late as they would have.
 */
abstract class LastingHandler extends StreamHandler {
    private @Nullable ChannelHandlerContext last;

    LastingHandler(Place place) {
        super(place);
    }

    /** Passes on all that is held, in order, and holds nothing more back. */
    void release(ChannelHandlerContext ctx) {}

    /** Throws away all that is held. */
    void discard() {}

    @Override
    final void disarmed(ChannelHandlerContext ctx) {
        if (ctx.channel().isOpen()) {
            release(ctx);
        } else if (sender() == Side.SERVER) {
            discard();
        } else {
            last = ctx;
            passTo(wire().leftovers().add(this));
        }
    }

    /** Takes what a handler nearer to the closed socket has passed on. */
    final void inherit(Object segment) {
        if (last == null || hasEnded()) {
            ReferenceCountUtil.release(segment);
        } else {
            received(last, segment);
        }
    }

    /** As {@link #release}, after the client's socket was closed. */
    final void releaseLeftovers() {
        if (last != null) {
            release(last);
        }
    }
}
