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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection: reads a request whole before the upstream hears of it, as nginx does, or
 * refuses it. A request before the last one was answered ends the connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a client that is gone is told nothing
final class ClientHandler extends SimpleChannelInboundHandler<HttpObject> {
    /** {@code lingering_time}. */
    private static final long LINGER_SECONDS = 30;

    private final EmulatedServer server;
    private final long number;
    private @Nullable ClientRequest request;
    private @Nullable Exchange exchange;
    private boolean refused;
    private boolean endsWithBody;

    ClientHandler(EmulatedServer server, long number) {
        this.server = server;
        this.number = number;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            ctx.close();
        } else if (part instanceof HttpRequest head) {
            begin(ctx, head);
        }
        if (part instanceof HttpContent content && !refused) {
            body(ctx, content);
        }
        if (part instanceof LastHttpContent) {
            end(ctx);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest head) {
        if (refused || exchange != null) {
            ctx.close();
            return;
        }
        ClientRequest begun = new ClientRequest(head, ctx.channel());
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
            String failed = server.files().forBody();
            if (failed != null) {
                refuse(ctx, current, "crit", failed, StatusPage.INTERNAL_ERROR);
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
        if (refused) {
            if (endsWithBody) {
                ctx.close();
            }
        } else if (whole != null && exchange == null) {
            Exchange begun = new Exchange(server, number, whole, ctx.channel(), this::answered);
            exchange = begun;
            begun.connect();
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
        server.logs().error(level, number, text + current.concerns() + current.host());
        server.logs()
                .access(
                        "\"%s\" %d %d upstream - \"OK\""
                                .formatted(current.line(), page.code(), page.length()));
        ChannelFuture written = ctx.writeAndFlush(page.bytes("close"));
        if (!endsWithBody) {
            written.addListener(
                    (ChannelFutureListener)
                            done -> ((DuplexChannel) done.channel()).shutdownOutput());
        }
        ctx.executor().schedule(() -> ctx.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }

    /** The exchange is over; the connection may carry another. */
    private void answered() {
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
        if (request != null) {
            answered();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // a reset by the client, which wants no more
    }
}
