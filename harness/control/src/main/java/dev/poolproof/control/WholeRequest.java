package dev.poolproof.control;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;

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
        Answer answer = Answer.error(new ApiError(413, String.valueOf(error.getMessage())));
        ctx.channel().config().setAutoRead(true);
        ctx.writeAndFlush(Responses.of(answer));
    }
}
