package dev.poolproof.http.emulation;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection to the upstream, which carries one exchange at a time or is kept for the next. */
@SuppressWarnings("FutureReturnValueIgnored") // the exchange is told before it is closed
final class UpstreamHandler extends SimpleChannelInboundHandler<HttpObject> {
    private static final String READ_TIMEOUT = "proxy_read_timeout";

    private final EmulatedServer server;
    private final Channel channel;
    private @Nullable Exchange exchange;
    private @Nullable Future<?> expiry;
    private int requests;

    UpstreamHandler(EmulatedServer server, Channel channel) {
        this.server = server;
        this.channel = channel;
    }

    /** Carries this exchange from now on. */
    void carry(Exchange next) {
        waitNoLonger();
        exchange = next;
        requests++;
        channel.pipeline()
                .addFirst(
                        READ_TIMEOUT,
                        new IdleStateHandler(
                                server.settings().times().read().toNanos(),
                                0,
                                0,
                                TimeUnit.NANOSECONDS));
        channel.config().setAutoRead(true);
    }

    /** The answer has come whole; the connection is kept for the next request, or closed. */
    void release() {
        exchange = null;
        if (channel.isActive() && server.kept().keep(this, requests)) {
            channel.pipeline().remove(READ_TIMEOUT);
            channel.config().setAutoRead(true);
            expiry =
                    channel.eventLoop()
                            .schedule(
                                    this::expired,
                                    server.settings().upstream().keptFor().toNanos(),
                                    TimeUnit.NANOSECONDS);
        } else {
            channel.close();
        }
    }

    private void expired() {
        server.kept().forget(this);
        channel.close();
    }

    void write(Object request) {
        channel.writeAndFlush(request);
    }

    boolean isRead() {
        return channel.config().isAutoRead();
    }

    void read(boolean on) {
        channel.config().setAutoRead(on);
    }

    void close() {
        channel.close();
    }

    /** Closes with what has come unread. */
    void reset() {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
        Exchange current = exchange;
        if (current == null) {
            ended();
            ctx.close(); // nobody has asked
            return;
        }
        if (part.decoderResult().isFailure()) {
            return; // broken off: the end of the connection says so
        }
        if (part instanceof HttpResponse response) {
            current.head(response);
        }
        if (part instanceof HttpContent content) {
            current.body(content.content());
        }
        if (part instanceof LastHttpContent) {
            current.end();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent && exchange != null) {
            exchange.timedOut();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        Exchange current = exchange;
        ended();
        if (current != null) {
            current.closed();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Exchange current = exchange;
        ended();
        ctx.close();
        if (current == null) {
            return; // a connection that carries nothing may end as it likes
        }
        if (cause instanceof SocketException) {
            current.reset();
        } else {
            current.broken(cause);
        }
    }

    private void ended() {
        exchange = null;
        server.kept().forget(this);
        waitNoLonger();
    }

    private void waitNoLonger() {
        Future<?> waiting = expiry;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }
}
