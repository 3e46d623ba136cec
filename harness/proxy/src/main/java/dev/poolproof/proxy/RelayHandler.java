package dev.poolproof.proxy;

import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.handler.Signal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * The inner end of one socket's pipeline: hands what comes out of it to the other socket. Reads on
 * only while the other side takes bytes, so that a slow reader stops a fast sender.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the pipeline reports what fails
final class RelayHandler extends ChannelInboundHandlerAdapter {
    private final Side side;
    private final ProxiedConnection connection;
    private final SocketEnd peer;

    RelayHandler(Side side, ProxiedConnection connection, SocketEnd peer) {
        this.side = side;
        this.connection = connection;
        this.peer = peer;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        connection.active(side);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object segment) {
        Channel to = peer.channel();
        if (to != null && to.isOpen()) {
            to.write(segment);
        } else {
            peerIsGone(ctx, segment);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        Channel to = peer.channel();
        if (to != null) {
            to.flush();
        }
        connection.readOn(side);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        connection.readOn(side.other());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        // The socket's end has made a signal of it.
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        // The socket's end has made a signal of it.
    }

    /**
     * A server that lost its client to a middlebox is not told: what it sends is thrown away. A
     * client whose server's socket is gone is answered with RST, as that host would.
     */
    private void peerIsGone(ChannelHandlerContext ctx, Object segment) {
        if (segment instanceof ByteBuf bytes) {
            connection.record(NetworkAction.DROPPED, side, null, bytes.readableBytes());
        }
        ReferenceCountUtil.release(segment);
        if (segment == Signal.FIN) {
            ctx.channel().write(Signal.FIN);
        } else if (side == Side.CLIENT && segment instanceof ByteBuf) {
            ctx.channel().write(Signal.RST);
        }
    }
}
