package dev.poolproof.http.emulation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection: reads a request whole before the upstream hears of it, as nginx does, or
 * refuses it. A request before the last one was answered ends the connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a client that is gone is told nothing
final class ClientHandler extends SimpleChannelInboundHandler<HttpObject> {
    private final EmulatedServer server;
    private final long number;
    private @Nullable ClientRequest request;
    private @Nullable Exchange exchange;
    private boolean refused;
    private boolean endsWithBody;
    private @Nullable Future<?> patience;

    ClientHandler(EmulatedServer server, long number) {
        this.server = server;
        this.number = number;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
        if (refused) {
            if (endsWithBody && part instanceof LastHttpContent) {
                ctx.close();
            }
        } else if (part.decoderResult().isFailure()) {
            malformed(ctx);
        } else {
            read(ctx, part);
        }
    }

    private void read(ChannelHandlerContext ctx, HttpObject part) {
        if (part instanceof HttpRequest head) {
            begin(ctx, head);
        }
        if (part instanceof HttpContent content && !refused) {
            body(ctx, content);
        }
        if (part instanceof LastHttpContent && !refused) {
            end(ctx);
        }
    }

    private void malformed(ChannelHandlerContext ctx) {
        ClientRequest current = request;
        if (exchange != null) {
            ctx.close();
        } else if (current == null) { // its line is not known, so no access log has it
            refused = true;
            ctx.writeAndFlush(StatusPage.BAD_REQUEST.answer())
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            refuse(
                    ctx,
                    current,
                    "error",
                    "client sent invalid chunked body",
                    StatusPage.BAD_REQUEST);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest head) {
        Future<?> waiting = patience;
        if (waiting != null) {
            waiting.cancel(false);
        }
        if (exchange != null) {
            ctx.close();
            return;
        }
        boolean mayBeKept = !server.settings().times().keepAlive().isZero();
        ClientRequest begun = new ClientRequest(head, ctx.channel(), mayBeKept);
        request = begun;
        long most = server.settings().maxBody();
        if (most > 0 && begun.announced() > most) {
            endsWithBody = true;
            String text = "client intended to send too large body: " + begun.announced() + " bytes";
            refuse(ctx, begun, "error", text, StatusPage.BODY_TOO_LARGE);
        } else if (HttpUtil.is100ContinueExpected(head)) {
            ctx.writeAndFlush(Unpooled.copiedBuffer("HTTP/1.1 100 Continue\r\n\r\n", US_ASCII));
        }
    }

    private void body(ChannelHandlerContext ctx, HttpContent content) {
        ClientRequest current = request;
        if (current == null) {
            return;
        }
        int before = current.received();
        current.add(content.content());
        long most = server.settings().maxBody();
        if (most > 0 && current.received() > most) {
            String text =
                    "client intended to send too large chunked body: %d+%d bytes"
                            .formatted(before, current.received() - before);
            refuse(ctx, current, "error", text, StatusPage.BODY_TOO_LARGE);
        } else if (needsFile(current, before)) {
            EmulatedFile file = server.files().forBody();
            if (file.failure() == null) {
                String text = "a client request body is buffered to a temporary file ";
                server.logs().error("warn", number, text + file.path(), current, "");
            } else {
                refuse(ctx, current, "crit", file.failure(), StatusPage.INTERNAL_ERROR);
            }
        }
    }

    /** Whether the buffer is full with these bytes; a body just above it still stays in memory. */
    private boolean needsFile(ClientRequest current, int before) {
        long buffer = server.settings().bodyBuffer();
        boolean isLong = current.announced() < 0 || current.announced() >= buffer * 5 / 4;
        return isLong && before <= buffer && current.received() > buffer;
    }

    private void end(ChannelHandlerContext ctx) {
        ClientRequest whole = request;
        if (whole != null && exchange == null) {
            Exchange begun =
                    new Exchange(server, number, whole, ctx.channel(), () -> answered(ctx));
            exchange = begun;
            begun.begin();
        }
    }

    /** Answers at once; the rest of the body is read and thrown away. */
    private void refuse(
            ChannelHandlerContext ctx,
            ClientRequest current,
            String level,
            String text,
            StatusPage page) {
        refused = true;
        server.logs().error(level, number, text, current, "");
        server.logs().access(current, page.code(), page.length(current), "-", "OK");
        ChannelFuture written = ctx.writeAndFlush(page.answer(current, "close"));
        if (!endsWithBody) {
            written.addListener(
                    (ChannelFutureListener)
                            done -> ((DuplexChannel) done.channel()).shutdownOutput());
        }
        EmulatedTimes times = server.settings().times();
        ctx.pipeline()
                .addFirst(
                        new IdleStateHandler(
                                times.lingeringIdle().toNanos(), 0, 0, TimeUnit.NANOSECONDS));
        closeIn(ctx, times.lingering());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            ctx.close(); // a refused client sends nothing more
        }
    }

    private void closeIn(ChannelHandlerContext ctx, Duration time) {
        patience = ctx.executor().schedule(() -> ctx.close(), time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The exchange is over; the connection may carry another. */
    private void answered(ChannelHandlerContext ctx) {
        forget();
        if (ctx.channel().isActive()) {
            closeIn(ctx, server.settings().times().keepAlive());
        }
    }

    private void forget() {
        ClientRequest done = request;
        if (done != null) {
            done.release();
        }
        request = null;
        exchange = null;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        Exchange open = exchange;
        if (open != null) {
            open.clientGone();
        }
        forget();
        Future<?> waiting = patience;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) { // that would be a reset by the client
            server.logs().fault(cause);
        }
        ctx.close();
    }
}
