package dev.poolproof.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

/** Puts a request together, and refuses one that is too large. */
@SuppressWarnings("FutureReturnValueIgnored") // the pipeline reports what fails
final class WholeRequest extends HttpObjectAggregator {
    private final Patience patience;
    private final int bodyBytes;

    WholeRequest(int bodyBytes, Patience patience) {
        super(bodyBytes);
        this.bodyBytes = bodyBytes;
        this.patience = patience;
    }

    @Override
    protected void finishAggregation(FullHttpMessage request) throws Exception {
        super.finishAggregation(request);
        patience.requestComplete();
    }

    /**
     * Answers at once. The rest is read and thrown away, since a client that is still writing would
     * otherwise see a reset instead of the answer.
     */
    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        ApiError error = ApiError.wrong("the body", "larger", "at most " + bodyBytes + " bytes");
        byte[] body =
                Answer.error(new ApiError(413, String.valueOf(error.getMessage())))
                        .body()
                        .getBytes(UTF_8);
        FullHttpResponse answer =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                        Unpooled.wrappedBuffer(body));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        HttpUtil.setContentLength(answer, body.length);
        ctx.channel().config().setAutoRead(true);
        ctx.writeAndFlush(answer);
    }
}
