package dev.poolproof.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests of one connection, one after the other, on threads that may wait for what is
 * asked.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the pipeline reports what fails
final class RequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private final Api api;
    private final Doorkeeper doorkeeper;
    private final Executor answering;
    private final Queue<Runnable> waiting = new ArrayDeque<>(); // sent before the last answer
    private boolean busy;

    RequestHandler(Api api, Doorkeeper doorkeeper, Executor answering) {
        this.api = api;
        this.doorkeeper = doorkeeper;
        this.answering = answering;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.read();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        ctx.channel().config().setAutoRead(false);
        waiting.add(work(ctx, request));
        if (!busy) {
            next(ctx);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("a control client broke off", cause);
        } else {
            LOG.error("the control server itself failed on {}", ctx.channel(), cause);
        }
        ctx.close();
    }

    /** How {@code request} will be answered. */
    private Runnable work(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            FullHttpResponse response = Responses.of(malformed(request.decoderResult().cause()));
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            return () -> send(ctx, response);
        }
        Answer refusal = doorkeeper.refusal(request.headers());
        if (refusal != null) {
            return () -> send(ctx, Responses.of(refusal));
        }
        Request asked = read(request);
        return () -> answering.execute(() -> send(ctx, Responses.of(api.answer(asked))));
    }

    private void send(ChannelHandlerContext ctx, FullHttpResponse response) {
        ctx.writeAndFlush(response).addListener(written -> next(ctx));
    }

    /** Begins the next answer, or reads on if there is none to give. */
    private void next(ChannelHandlerContext ctx) {
        Runnable work = waiting.poll();
        busy = work != null;
        if (work == null) {
            ctx.read();
        } else {
            work.run();
        }
    }

    private static Request read(FullHttpRequest request) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        try {
            return new Request(
                    request.method().name(),
                    uri.path(),
                    uri.parameters(),
                    Map.of(),
                    request.content().toString(UTF_8));
        } catch (IllegalArgumentException e) { // an escape that is none, such as %zz
            return new Request(request.method().name(), "", Map.of(), Map.of(), "");
        }
    }

    private static Answer malformed(Throwable cause) {
        int status = 400;
        if (cause instanceof TooLongHttpLineException) {
            status = 414;
        } else if (cause instanceof TooLongHttpHeaderException) {
            status = 431;
        }
        return Answer.error(new ApiError(status, "bad request: " + cause.getMessage()));
    }
}
