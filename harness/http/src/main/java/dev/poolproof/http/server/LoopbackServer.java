package dev.poolproof.http.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A server on a free port of loopback, with one thread for all its connections. Thread-safe. */
public final class LoopbackServer implements AutoCloseable {
    private final EventLoopGroup loop;
    private final Channel listener;

    private LoopbackServer(EventLoopGroup loop, Channel listener) {
        this.loop = loop;
        this.listener = listener;
    }

    /**
     * Starts one; it accepts when this returns.
     *
     * @param thread the name of its thread
     * @param connections makes the handlers of each connection, in that thread
     * @throws IOException if there is no free port
     */
    public static LoopbackServer start(String thread, ChannelInitializer<SocketChannel> connections)
            throws IOException {
        EventLoopGroup loop =
                new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory(thread, true), NioIoHandler.newFactory());
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(loop)
                        .channel(NioServerSocketChannel.class)
                        .childHandler(connections)
                        .bind(InetAddress.getLoopbackAddress(), 0)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            shutDown(loop);
            throw new IOException("no port to listen on", bound.cause());
        }
        return new LoopbackServer(loop, bound.channel());
    }

    /** Where clients connect to. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Does {@code task} in its thread, and returns when it is done. */
    public void run(Runnable task) {
        loop.submit(task).awaitUninterruptibly();
    }

    /** Ends it; all its connections are closed when this returns. */
    @Override
    public void close() {
        shutDown(loop);
    }

    private static void shutDown(EventLoopGroup loop) {
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
