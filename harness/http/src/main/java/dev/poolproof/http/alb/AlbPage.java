package dev.poolproof.http.alb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** An answer of the load balancer's own. */
final class AlbPage {
    private static final String SERVER = "awselb/2.0";

    private AlbPage() {}

    /** The page for a status, before a connection that is kept or closed. */
    static FullHttpResponse of(int code, boolean kept) {
        HttpResponseStatus status =
                switch (code) {
                    case 503 -> new HttpResponseStatus(503, "Service Temporarily Unavailable");
                    case 504 -> new HttpResponseStatus(504, "Gateway Time-out");
                    default -> HttpResponseStatus.valueOf(code);
                };
        String page =
                """
                <html>
                <head><title>%1$s</title></head>
                <body>
                <center><h1>%1$s</h1></center>
                </body>
                </html>
                """
                        .formatted(status)
                        .replace("\n", "\r\n");
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(page, US_ASCII));
        response.headers()
                .set(HttpHeaderNames.SERVER, SERVER)
                .set(HttpHeaderNames.CONTENT_TYPE, "text/html")
                .set(HttpHeaderNames.CONTENT_LENGTH, page.length())
                .set(
                        HttpHeaderNames.CONNECTION,
                        kept ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        return response;
    }
}
