package dev.poolproof.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.UUID;

/** Answers as HTTP, all with the headers that Toxiproxy sets. */
final class Responses {
    private Responses() {}

    static FullHttpResponse of(Answer answer) {
        byte[] body = answer.body().getBytes(UTF_8);
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(answer.status()),
                        Unpooled.wrappedBuffer(body));
        if (answer.contentType() != null) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
            response.headers().set("X-Content-Type-Options", "nosniff");
        }
        if (answer.status() == 401) {
            response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        response.headers().set("X-Toxiproxy-Request-Id", UUID.randomUUID().toString());
        if (answer.status() != 204) {
            HttpUtil.setContentLength(response, body.length);
        }
        return response;
    }
}
