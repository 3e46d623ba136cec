package dev.poolproof.http.alb;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A client's connection, whose requests are answered one after the other. */
@SuppressWarnings("FutureReturnValueIgnored") // a client that is gone is told nothing
final class AlbClient extends SimpleChannelInboundHandler<HttpObject>
        implements AlbExchange.Client {
    private final AlbServer server;
    private final Channel channel;
    private final long number;
    private final long acceptedNanos = System.nanoTime();
    private final Deque<HttpObject> pipelined = new ArrayDeque<>();
    private @Nullable AlbExchange exchange;
    private boolean closes;

    AlbClient(AlbServer server, Channel channel) {
        this.server = server;
        this.channel = channel;
        this.number = server.nextConnection();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
        AlbExchange current = exchange;
        if (closes) {
            return;
        }
        if (current != null && current.hasWholeRequest()) {
            pipelined.add(ReferenceCountUtil.retain(part));
            // Who asks ahead is not heard of until its turn comes.
            channel.config().setAutoRead(false);
        } else {
            take(part);
        }
    }

    private void take(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            refuse();
            return;
        }
        if (part instanceof HttpRequest head) {
            if (HttpUtil.is100ContinueExpected(head)) {
                channel.writeAndFlush(
                        new DefaultFullHttpResponse(
                                HttpVersion.HTTP_1_1,
                                HttpResponseStatus.CONTINUE,
                                Unpooled.EMPTY_BUFFER));
            }
            AlbExchange next = new AlbExchange(server, this, head);
            exchange = next;
            next.begin();
        }
        AlbExchange current = exchange;
        if (part instanceof HttpContent content && current != null) {
            current.body(content.retain());
        }
    }

    private void refuse() {
        AlbExchange current = exchange;
        if (current == null) {
            server.tell(number, AlbReason.REQUEST_MALFORMED, Duration.ZERO);
            last(AlbPage.of(AlbReason.REQUEST_MALFORMED.status(), false));
        } else {
            current.malformed();
        }
    }

    private void last(Object answer) {
        closes = true;
        channel.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public boolean isTooOld() {
        return System.nanoTime() - acceptedNanos >= server.settings().clientKeepAlive().toNanos();
    }

    @Override
    public void done(boolean kept) {
        exchange = null;
        if (!kept) {
            last(Unpooled.EMPTY_BUFFER);
            return;
        }
        channel.config().setAutoRead(true);
        while (!closes
                && !pipelined.isEmpty()
                && (exchange == null || !exchange.hasWholeRequest())) {
            HttpObject part = pipelined.removeFirst();
            take(part);
            ReferenceCountUtil.release(part);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof IdleStateEvent)) {
            return;
        }
        AlbExchange current = exchange;
        if (current != null) {
            current.clientIdle();
            return;
        }
        if (!closes) {
            server.tell(number, AlbReason.CLIENT_IDLE, server.settings().idleTimeout());
        }
        Closing.close(channel, server.settings().idleClientEnd());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.clientWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        AlbExchange current = exchange;
        exchange = null;
        closes = true;
        if (current != null) {
            current.clientGone();
        }
        pipelined.forEach(ReferenceCountUtil::release);
        pipelined.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Closing.because(cause);
        ctx.close(); // a client that has reset its connection wants no more
    }
}
