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
        outstanding = new Deadline(ctx, fault.after(), () -> giveUp(ctx));
    }

    @Override
    void disarmed(ChannelHandlerContext ctx) {
        if (outstanding != null) {
            outstanding.cancel();
        }
    }

    @Override
    void fromClient(ChannelHandlerContext ctx, Object segment) {
        if (segment instanceof ByteBuf && outstanding != null && !outstanding.isRunning()) {
            outstanding.restart();
        }
        send(ctx, Side.SERVER, segment);
    }

    @Override
    void fromServer(ChannelHandlerContext ctx, Object segment) {
        if (segment instanceof ByteBuf && outstanding != null) {
            outstanding.stop();
        }
        send(ctx, Side.CLIENT, segment);
    }

    private void giveUp(ChannelHandlerContext ctx) {
        recordTimerFired();
        end(ctx, fault.then());
    }
}
