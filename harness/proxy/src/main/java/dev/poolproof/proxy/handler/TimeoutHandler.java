package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Timeout;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** Applies {@link Timeout}. */
final class TimeoutHandler extends StreamHandler {
    private Timeout fault;
    private @Nullable ChannelHandlerContext ctx;
    private @Nullable Deadline deadline;

    TimeoutHandler(Timeout fault, Place place) {
        super(place);
        this.fault = fault;
    }

    @Override
    void armed(ChannelHandlerContext ctx) {
        this.ctx = ctx;
        start(ctx);
    }

    @Override
    void received(ChannelHandlerContext ctx, Object segment) {
        if (segment instanceof ByteBuf) {
            drop(sender(), segment);
        } else {
            pass(ctx, segment);
        }
    }

    @Override
    boolean become(Fault changed) {
        if (changed instanceof Timeout timeout) {
            fault = timeout;
            if (ctx != null && !hasEnded()) {
                start(ctx);
            }
            return true;
        }
        return false;
    }

    @Override
    void disarmed(ChannelHandlerContext ctx) {
        cancel();
        if (ctx.channel().isOpen() && !hasEnded()) {
            end(ctx, Ending.FIN_BOTH); // bytes are missing: nobody could go on
        }
    }

    private void start(ChannelHandlerContext ctx) {
        cancel();
        if (!fault.timeout().isZero()) {
            deadline = new Deadline(wire().timers(), ctx, fault.timeout(), () -> giveUp(ctx));
            deadline.restart();
        }
    }

    private void giveUp(ChannelHandlerContext ctx) {
        recordTimerFired();
        end(ctx, Ending.FIN_BOTH);
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel();
        }
    }
}
