package dev.poolproof.http.alb;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** What the head of an answer says of the two connections that it goes over. */
final class AnswerHead {
    private final boolean oldClient;
    private final boolean toHead;
    private boolean kept;
    private boolean targetStays;

    AnswerHead(HttpRequest request) {
        kept = HttpUtil.isKeepAlive(request);
        oldClient = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
        toHead = request.method().equals(HttpMethod.HEAD);
    }

    /** Whether the client's connection carries another request after this one. */
    boolean isKept() {
        return kept;
    }

    /** This answer is the client's connection's last. */
    void close() {
        kept = false;
    }

    /** Whether the target's connection carries another request after this one. */
    boolean targetStays() {
        return targetStays;
    }

    /** Makes the target's head one for the client. */
    void passOn(HttpResponse response, boolean isLast) {
        int code = response.status().code();
        boolean bodiless = toHead || code == 204 || code == 304;
        boolean chunked = HttpUtil.isTransferEncodingChunked(response);
        boolean isFramed = bodiless || chunked || HttpUtil.isContentLengthSet(response);
        targetStays = isFramed && HttpUtil.isKeepAlive(response);
        Heads.strip(response);
        if (!bodiless && !HttpUtil.isContentLengthSet(response)) {
            if (oldClient) {
                response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
                close();
            } else {
                HttpUtil.setTransferEncodingChunked(response, true);
            }
        }
        if (isLast) {
            close();
        }
        response.headers()
                .set(
                        HttpHeaderNames.CONNECTION,
                        kept ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
    }
}
