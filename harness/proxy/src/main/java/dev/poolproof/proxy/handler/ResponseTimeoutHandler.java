package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.ResponseTimeout;
import dev.poolproof.model.history.Side;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** Applies {@link ResponseTimeout}. */
final class ResponseTimeoutHandler extends FaultHandler {
    private final ResponseTimeout fault;
    private @Nullable Deadline outstanding; // runs exactly while a request is

    ResponseTimeoutHandler(ResponseTimeout fault, Place place) {
        super(place);
        this.fault = fault;
    }

    @Override
    void armed(ChannelHandlerContext ctx) {
        outstanding = new Deadline(wire().timers(), ctx, fault.after(), () -> giveUp(ctx));
    }

    @Override
    void disarmed(ChannelHandlerContext ctx) {
        if (outstanding != null) {
            outstanding.cancel();
        }
    }

    @Override
    void sent(ChannelHandlerContext ctx, Side from, Object segment) {
        if (segment instanceof ByteBuf && outstanding != null) {
            if (from == Side.SERVER) {
                outstanding.stop();
            } else if (!outstanding.isRunning()) {
                outstanding.restart();
            }
        }
        super.sent(ctx, from, segment);
    }

    private void giveUp(ChannelHandlerContext ctx) {
        recordTimerFired();
        end(ctx, fault.then());
    }
}
