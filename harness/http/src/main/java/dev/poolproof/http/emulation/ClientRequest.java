package dev.poolproof.http.emulation;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;

/** A client's request, with the body that has come so far. Owns the body until it is taken. */
final class ClientRequest {
    private final HttpRequest head;
    private final String client;
    private final boolean keptAlive;
    private final CompositeByteBuf body = Unpooled.compositeBuffer(Integer.MAX_VALUE);

    /** For a connection that may carry more requests if {@code mayBeKept}, and the client wants. */
    ClientRequest(HttpRequest head, Channel client, boolean mayBeKept) {
        this.head = head;
        this.keptAlive = mayBeKept && HttpUtil.isKeepAlive(head);
        this.client = ((InetSocketAddress) client.remoteAddress()).getAddress().getHostAddress();
    }

    HttpRequest head() {
        return head;
    }

    /** As the request's first line has it. */
    String line() {
        return head.method() + " " + head.uri() + " " + head.protocolVersion();
    }

    /** What nginx's error log says of it after the error. */
    String concerns() {
        return ", client: %s, server: , request: \"%s\"".formatted(client, line());
    }

    /** The end of a line of the error log. */
    String host() {
        String host = head.headers().get(HttpHeaderNames.HOST);
        return host == null ? "" : ", host: \"" + host + "\"";
    }

    /** -1 where it is not told. */
    long announced() {
        return HttpUtil.getContentLength(head, -1L);
    }

    /** Whether there may be a body, be it empty. */
    boolean hasBody() {
        return announced() >= 0 || HttpUtil.isTransferEncodingChunked(head);
    }

    boolean isOldHttp() {
        return head.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
    }

    boolean isHead() {
        return head.method().equals(HttpMethod.HEAD);
    }

    boolean isKeptAlive() {
        return keptAlive;
    }

    void add(ByteBuf bytes) {
        body.addComponent(true, bytes.retain());
    }

    int received() {
        return body.readableBytes();
    }

    /** The body, which is the caller's from now on. */
    ByteBuf takeBody() {
        return body.retainedSlice();
    }

    void release() {
        body.release();
    }
}
