package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.Moment;
import dev.poolproof.model.history.Side;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Has the bytes that come from one socket looked at before they go along the path. A read with an
 * awaited moment in it is cut there: what stands before goes to the other socket first, and what
 * stands behind meets the faults that the moment has armed.
 */
final class MomentTap extends ChannelInboundHandlerAdapter {
    private final Side from;
    private final Moments moments;

    MomentTap(Side from, Moments moments) {
        this.from = from;
        this.moments = moments;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object segment) {
        if (!(segment instanceof ByteBuf bytes)) {
            ctx.fireChannelRead(segment);
            return;
        }
        moments.read(from, bytes, (moment, index) -> come(ctx, bytes, moment, index));
        if (bytes.isReadable()) {
            ctx.fireChannelRead(bytes);
        } else {
            bytes.release();
        }
    }

    private void come(ChannelHandlerContext ctx, ByteBuf bytes, Moment moment, int index) {
        if (!moments.isAwaited(moment)) {
            return;
        }
        int before = index - bytes.readerIndex();
        if (before > 0) {
            ctx.fireChannelRead(bytes.readRetainedSlice(before));
            ctx.fireChannelReadComplete(); // a fault may end the connection: what is flushed stays
        }
        moments.come(from, moment);
    }
}
