package dev.poolproof.control;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP side of a control server: one thread for its sockets, a few that answer. A connection is
 * read on only when its last request was answered.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the pipeline reports what fails
final class HttpListener implements AutoCloseable {
    private static final int ANSWERING_THREADS = 4; // one that waits for a name holds up no other
    private static final long STOP_SECONDS = 5;

    private final MultiThreadIoEventLoopGroup sockets =
            new MultiThreadIoEventLoopGroup(
                    1,
                    new DefaultThreadFactory("poolproof-control", true),
                    NioIoHandler.newFactory());
    private final ExecutorService answering =
            Executors.newFixedThreadPool(
                    ANSWERING_THREADS, new DefaultThreadFactory("poolproof-control-api", true));
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final ControlLimits limits;
    private final Api api;
    private final Doorkeeper doorkeeper;
    private @Nullable Channel listener;

    HttpListener(ControlOptions options, Api api) {
        this.limits = options.limits();
        this.api = api;
        this.doorkeeper = new Doorkeeper(options.access());
    }

    void listen(InetSocketAddress address) {
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(sockets)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.AUTO_READ, false)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel client) {
                                        accept(client);
                                    }
                                })
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new UncheckedIOException(
                    new IOException("cannot listen on " + address, bound.cause()));
        }
        listener = bound.channel();
    }

    InetSocketAddress address() {
        if (listener == null || !(listener.localAddress() instanceof InetSocketAddress address)) {
            throw new IllegalStateException("the control server is closed");
        }
        return address;
    }

    @Override
    public void close() {
        if (listener != null) {
            listener.close().awaitUninterruptibly();
        }
        open.close().awaitUninterruptibly();
        answering.shutdown();
        try {
            answering.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever wants to end does not wait for answers
        }
        sockets.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void accept(SocketChannel client) {
        if (open.size() >= limits.connections()) {
            client.close();
            return;
        }
        open.add(client);
        Patience patience = new Patience(limits);
        client.pipeline()
                .addLast(
                        patience,
                        new HttpServerCodec(),
                        new HttpServerKeepAliveHandler(),
                        new WholeRequest(limits.bodyBytes(), patience),
                        new RequestHandler(api, doorkeeper, answering));
    }
}
