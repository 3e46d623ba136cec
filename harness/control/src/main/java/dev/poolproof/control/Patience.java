package dev.poolproof.control;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes the connection of a client that is slow: one that does not bring a request to its end,
 * does not take an answer, or asks for nothing. Bytes that trickle do not count as progress.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the pipeline reports what fails
final class Patience extends ChannelDuplexHandler {
    private final ControlLimits limits;
    private boolean reading;
    private @Nullable Future<?> scheduled;

    Patience(ControlLimits limits) {
        this.limits = limits;
    }

    /** A request has come whole; only called on the event loop. */
    void requestComplete() {
        cancel();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        closeAfter(ctx, limits.idle());
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        if (!reading) {
            reading = true;
            closeAfter(ctx, limits.request());
        }
        ctx.fireChannelRead(bytes);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        closeAfter(ctx, limits.request());
        ctx.write(message, promise.unvoid())
                .addListener(
                        written -> {
                            reading = false;
                            closeAfter(ctx, limits.idle());
                        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        cancel();
        ctx.fireChannelInactive();
    }

    private void closeAfter(ChannelHandlerContext ctx, Duration time) {
        cancel();
        if (ctx.channel().isActive()) {
            scheduled =
                    ctx.executor()
                            .schedule(() -> ctx.close(), time.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void cancel() {
        if (scheduled != null) {
            scheduled.cancel(false);
            scheduled = null;
        }
    }
}
