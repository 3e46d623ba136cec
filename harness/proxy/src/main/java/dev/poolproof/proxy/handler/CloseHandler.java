package dev.poolproof.proxy.handler;

import dev.poolproof.model.Names;
import dev.poolproof.model.fault.Close;
import dev.poolproof.model.fault.Trigger;
import dev.poolproof.model.history.Side;
import io.netty.channel.ChannelHandlerContext;

/** Applies {@link Close}. */
final class CloseHandler extends FaultHandler {
    private final Close fault;

    CloseHandler(Close fault, Place place) {
        super(place);
        this.fault = fault;
    }

    @Override
    void armed(ChannelHandlerContext ctx) {
        if (place().scope().from().equals(Trigger.AT_ONCE)) {
            // Later, since the path may not be complete yet, nor the server's socket made.
            ctx.executor().execute(() -> close(ctx));
        } else {
            close(ctx);
        }
    }

    private void close(ChannelHandlerContext ctx) {
        if (!ctx.isRemoved()) {
            recordActed(null, 0, "ended by " + Names.of(fault.then()));
            flush(ctx, Side.CLIENT); // what has passed has passed
            flush(ctx, Side.SERVER);
            end(ctx, fault.then());
        }
    }
}
