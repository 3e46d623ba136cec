package dev.poolproof.http.emulation;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import java.net.SocketException;

/** The connection to the upstream, of one exchange. */
@SuppressWarnings("FutureReturnValueIgnored") // the exchange is told before it is closed
final class UpstreamHandler extends SimpleChannelInboundHandler<HttpObject> {
    private final Exchange exchange;

    UpstreamHandler(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            return; // broken off: the end of the connection says so
        }
        if (part instanceof HttpResponse response) {
            exchange.head(response);
        }
        if (part instanceof HttpContent content) {
            exchange.body(content.content());
        }
        if (part instanceof LastHttpContent) {
            exchange.end();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            exchange.timedOut();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        exchange.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof SocketException) {
            exchange.failed(
                    "%s failed (104: Connection reset by peer) while reading %s"
                            .formatted(exchange.readingCall(), exchange.reading()),
                    StatusPage.BAD_GATEWAY);
        } else {
            exchange.broken(cause);
        }
        ctx.close();
    }
}
