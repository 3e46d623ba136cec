package dev.poolproof.http.emulation;

import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Map;

/** What nginx makes of a client's request. */
final class UpstreamRequest {
    private static final List<CharSequence> NOT_PASSED =
            List.of(
                    HttpHeaderNames.CONNECTION,
                    HttpHeaderNames.CONTENT_LENGTH,
                    HttpHeaderNames.EXPECT,
                    HttpHeaderNames.HOST,
                    AsciiString.cached("keep-alive"),
                    HttpHeaderNames.TE,
                    HttpHeaderNames.TRANSFER_ENCODING,
                    HttpHeaderNames.UPGRADE);

    private UpstreamRequest() {}

    /** The request for the upstream that nginx's configuration calls {@code host}. */
    static FullHttpRequest of(ClientRequest client, String host, EmulatedUpstream upstream) {
        FullHttpRequest request =
                new DefaultFullHttpRequest(
                        upstream.isNew() ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_1_0,
                        client.head().method(),
                        client.head().uri(),
                        client.takeBody());
        for (Map.Entry<String, String> header : client.head().headers()) {
            request.headers().add(header.getKey(), header.getValue());
        }
        NOT_PASSED.forEach(request.headers()::remove);
        request.headers().set(HttpHeaderNames.HOST, host);
        if (upstream.closes()) {
            request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (client.hasBody()) {
            request.headers().set(HttpHeaderNames.CONTENT_LENGTH, client.received());
        }
        return request;
    }
}
