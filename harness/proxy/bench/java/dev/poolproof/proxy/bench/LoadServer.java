package dev.poolproof.proxy.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The server behind all proxies: sends back what it is sent, or without end if that is {@link
 * #STREAM}. Prints its port, and ends with its standard input.
 */
final class LoadServer {
    /** The first byte of a connection on which the server is to send without end. */
    static final byte STREAM = 's';

    private static final int BACKLOG = 8192;
    private static final int CHUNK_BYTES = 1 << 18;

    private LoadServer() {}

    public static void main(String[] args) throws Exception {
        MultiThreadIoEventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(EpollIoHandler.newFactory());
        Channel listener =
                new ServerBootstrap()
                        .group(loops)
                        .channel(EpollServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline().addLast(new Answering());
                                    }
                                })
                        .bind(InetAddress.getLoopbackAddress(), 0)
                        .sync()
                        .channel();
        Commands.announce(((InetSocketAddress) listener.localAddress()).getPort());
        Commands.untilEnd(command -> "");
        loops.shutdownGracefully().sync();
    }

    /** One connection. */
    @SuppressWarnings("FutureReturnValueIgnored") // what fails is that the client is gone
    private static final class Answering extends ChannelInboundHandlerAdapter {
        private static final ByteBuf CHUNK =
                Unpooled.unreleasableBuffer(
                        Unpooled.directBuffer(CHUNK_BYTES).writerIndex(CHUNK_BYTES));

        private boolean begun;
        private boolean streams;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            if (!begun) {
                begun = true;
                streams = bytes.getByte(bytes.readerIndex()) == STREAM;
            }
            if (streams) {
                bytes.release();
                stream(ctx);
            } else {
                ctx.write(bytes);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            if (streams) {
                stream(ctx);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }

        private void stream(ChannelHandlerContext ctx) {
            while (ctx.channel().isWritable()) {
                ctx.write(CHUNK.duplicate());
            }
            ctx.flush();
        }
    }
}
