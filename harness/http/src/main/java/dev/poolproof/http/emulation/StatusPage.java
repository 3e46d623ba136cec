package dev.poolproof.http.emulation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** An answer of nginx's own, with its page. */
final class StatusPage {
    static final StatusPage BAD_REQUEST = new StatusPage(400, "Bad Request");
    static final StatusPage BODY_TOO_LARGE = new StatusPage(413, "Request Entity Too Large");
    static final StatusPage INTERNAL_ERROR = new StatusPage(500, "Internal Server Error");
    static final StatusPage BAD_GATEWAY = new StatusPage(502, "Bad Gateway");
    static final StatusPage GATEWAY_TIMEOUT = new StatusPage(504, "Gateway Time-out");

    /** The version whose behaviour was measured. */
    static final String SERVER = "nginx/1.22.1";

    private static final String PAGE =
            """
            <html>
            <head><title>%1$s</title></head>
            <body>
            <center><h1>%1$s</h1></center>
            <hr><center>%2$s</center>
            </body>
            </html>
            """;

    private final int code;
    private final String status;
    private final String page;

    private StatusPage(int code, String reason) {
        this.code = code;
        this.status = code + " " + reason;
        this.page = PAGE.formatted(status, SERVER).replace("\n", "\r\n");
    }

    int code() {
        return code;
    }

    /** Bytes of the body that answer {@code request}: none of {@code HEAD}'s. */
    int length(ClientRequest request) {
        return request.isHead() ? 0 : page.length();
    }

    /** The whole answer to {@code request}. */
    ByteBuf answer(ClientRequest request, String connection) {
        return Unpooled.copiedBuffer(header(connection) + (request.isHead() ? "" : page), US_ASCII);
    }

    /** The whole answer to what is no request. */
    ByteBuf answer() {
        return Unpooled.copiedBuffer(header("close") + page, US_ASCII);
    }

    private String header(String connection) {
        return "HTTP/1.1 %s\r\nServer: %s\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: %s\r\n\r\n"
                .formatted(status, SERVER, page.length(), connection);
    }
}
