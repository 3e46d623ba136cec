package dev.poolproof.http.emulation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A response's header, as nginx gives it to the client, and the framing of the body after it. */
final class ResponseHead {
    private static final Set<String> NOT_PASSED = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        NOT_PASSED.addAll(Set.of("Connection", "Keep-Alive", "Server", "Transfer-Encoding"));
    }

    private final HttpResponse response;
    private final boolean bodiless;
    private final boolean chunked;
    private final boolean untilClose;
    private final boolean keptAlive;

    ResponseHead(HttpResponse response, ClientRequest request) {
        int code = response.status().code();
        boolean hasLength = response.headers().contains(HttpHeaderNames.CONTENT_LENGTH);
        this.response = response;
        this.bodiless = request.isHead() || code == 204 || code == 304;
        this.chunked = !bodiless && !hasLength && !request.isOldHttp();
        this.untilClose = !bodiless && !hasLength && request.isOldHttp();
        this.keptAlive = request.isKeptAlive() && !untilClose;
    }

    int code() {
        return response.status().code();
    }

    /** Bytes of the body as the upstream announced them; -1 if it did not. */
    long length() {
        return HttpUtil.getContentLength(response, -1L);
    }

    boolean isBodiless() {
        return bodiless;
    }

    boolean isChunked() {
        return chunked;
    }

    boolean endsWithConnection() {
        return untilClose;
    }

    /** Whether the upstream's connection may carry another answer after this one. */
    boolean leavesUpstreamOpen() {
        boolean isFramed =
                bodiless || length() >= 0 || HttpUtil.isTransferEncodingChunked(response);
        return isFramed && HttpUtil.isKeepAlive(response);
    }

    String text() {
        StringBuilder text = new StringBuilder("HTTP/1.1 ").append(response.status());
        text.append("\r\nServer: ").append(StatusPage.SERVER);
        for (Map.Entry<String, String> header : response.headers()) {
            if (!NOT_PASSED.contains(header.getKey())) {
                text.append("\r\n").append(header.getKey()).append(": ").append(header.getValue());
            }
        }
        if (chunked) {
            text.append("\r\nTransfer-Encoding: chunked");
        }
        text.append("\r\nConnection: ").append(keptAlive ? "keep-alive" : "close");
        return text.append("\r\n\r\n").toString();
    }

    /** Bytes of the body as they are on the client's wire. */
    ByteBuf framed(ByteBuf bytes) {
        if (!chunked) {
            return bytes;
        }
        String size = Integer.toHexString(bytes.readableBytes()) + "\r\n";
        return Unpooled.wrappedBuffer(
                Unpooled.copiedBuffer(size, US_ASCII),
                bytes,
                Unpooled.copiedBuffer("\r\n", US_ASCII));
    }

    ByteBuf lastChunk() {
        return Unpooled.copiedBuffer("0\r\n\r\n", US_ASCII);
    }
}
