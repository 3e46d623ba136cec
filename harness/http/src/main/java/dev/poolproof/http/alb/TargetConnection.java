package dev.poolproof.http.alb;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection to the target, which carries one exchange at a time or waits for the next. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails is told to the handlers
final class TargetConnection extends SimpleChannelInboundHandler<HttpObject> {
    private final AlbServer server;
    private final InetSocketAddress target;
    private final Channel channel;
    private @Nullable AlbExchange exchange;
    private boolean waits;
    private long idleSinceNanos;
    private Duration idleBefore = Duration.ZERO;

    TargetConnection(AlbServer server, InetSocketAddress target, Channel channel) {
        this.server = server;
        this.target = target;
        this.channel = channel;
    }

    /** Carries this exchange from now on. */
    void carry(AlbExchange next) {
        if (waits) {
            idleBefore = idle();
        }
        waits = false;
        exchange = next;
    }

    /** Carries nothing, and may carry another exchange. */
    void release() {
        exchange = null;
        if (!target.equals(server.target())) {
            close(server.settings().targetEnd());
        } else if (channel.isActive()) {
            waits = true;
            idleSinceNanos = System.nanoTime();
            channel.config().setAutoRead(true);
            server.pool().put(this);
        }
    }

    /** How long it was idle before it began to carry the present exchange. */
    Duration idleBefore() {
        return idleBefore;
    }

    void write(HttpObject part) {
        channel.writeAndFlush(part);
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    /** Whether bytes are read as they come. */
    boolean isRead() {
        return channel.config().isAutoRead();
    }

    void read(boolean on) {
        channel.config().setAutoRead(on);
    }

    /** Ends it, and what it carries hears nothing more. */
    void close(ConnectionEnd end) {
        exchange = null;
        server.pool().forget(this);
        waits = false;
        Closing.close(channel, end);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
        AlbExchange current = exchange;
        if (current == null) {
            close(server.settings().targetEnd()); // nobody has asked
            return;
        }
        Throwable broken = part.decoderResult().cause();
        if (broken instanceof PrematureChannelClosureException) {
            return; // the end of the connection says so
        }
        if (broken != null) {
            current.failed(
                    broken instanceof TooLongFrameException
                            ? AlbReason.TARGET_HEADER_TOO_LARGE
                            : AlbReason.TARGET_MALFORMED);
            return;
        }
        if (part instanceof HttpResponse response) {
            current.head(response);
        }
        if (part instanceof HttpContent content) {
            current.answer(content.retain(), content instanceof LastHttpContent);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof IdleStateEvent)) {
            return;
        }
        AlbExchange current = exchange;
        if (current == null) {
            Duration idle = idle();
            close(server.settings().targetEnd());
            server.tell(0, AlbReason.TARGET_IDLE, idle);
        } else {
            current.targetIdle();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.targetWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ended(AlbReason.TARGET_CLOSED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Closing.because(cause);
        ended(AlbReason.TARGET_RESET);
        ctx.close();
    }

    private void ended(AlbReason reason) {
        AlbExchange current = exchange;
        if (current != null) {
            current.failed(reason);
        } else if (waits) {
            waits = false;
            server.pool().forget(this);
            server.tell(0, AlbReason.TARGET_CLOSED_IDLE, idle());
        }
    }

    private Duration idle() {
        return Duration.ofNanos(System.nanoTime() - idleSinceNanos);
    }
}
