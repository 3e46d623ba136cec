package dev.poolproof.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * Takes a listener's new sockets. Unlike Netty's own acceptor it makes the proxy know a connection
 * before the next one is accepted, so that a closing proxy misses none.
 */
final class Acceptor extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger(Acceptor.class.getName());
    private static final long PAUSE_SECONDS = 1; // as Netty's acceptor when descriptors run out

    private final TcpProxy proxy;
    private final EventLoopGroup loops;

    Acceptor(TcpProxy proxy, EventLoopGroup loops) {
        this.proxy = proxy;
        this.loops = loops;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        Channel client = (Channel) message;
        client.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        client.config().setOption(ChannelOption.AUTO_READ, false);
        EventLoop loop = loops.next();
        ProxiedConnection connection = proxy.accepted(client, loop);
        client.pipeline()
                .addLast(
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel registered) {
                                connection.start();
                            }
                        });
        loop.register(client).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.log(
                Level.WARNING,
                () ->
                        "accepting on "
                                + ctx.channel()
                                + " failed, trying again in "
                                + PAUSE_SECONDS
                                + " s",
                cause);
        ChannelConfig config = ctx.channel().config();
        config.setAutoRead(false);
        var unused =
                ctx.executor()
                        .schedule(() -> config.setAutoRead(true), PAUSE_SECONDS, TimeUnit.SECONDS);
    }
}
