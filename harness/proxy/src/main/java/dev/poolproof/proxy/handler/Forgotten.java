package dev.poolproof.proxy.handler;

import dev.poolproof.model.history.Side;
import io.netty.channel.ChannelHandlerContext;

/** How a middlebox treats what still comes on a connection that it no longer knows. */
interface Forgotten {
    /** {@code from} has sent {@code segment}; the callee now owns it. */
    void received(ChannelHandlerContext ctx, Side from, Object segment);

    /** The connection is known again, or the hop is gone: lets go of what was held. */
    void lift(ChannelHandlerContext ctx);
}
