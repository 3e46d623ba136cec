package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.CutAfter;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** Applies {@link CutAfter}; the age counts from when the handler was put on the path. */
final class CutAfterHandler extends FaultHandler {
    private final CutAfter fault;
    private @Nullable Deadline age;

    CutAfterHandler(CutAfter fault, Place place) {
        super(place);
        this.fault = fault;
    }

    @Override
    void armed(ChannelHandlerContext ctx) {
        age = new Deadline(wire().timers(), ctx, fault.after(), () -> cut(ctx));
        age.restart();
    }

    @Override
    void disarmed(ChannelHandlerContext ctx) {
        if (age != null) {
            age.cancel();
        }
    }

    private void cut(ChannelHandlerContext ctx) {
        recordTimerFired();
        end(ctx, fault.then());
    }
}
