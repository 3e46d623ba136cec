package dev.poolproof.proxy.handler;

import dev.poolproof.model.Durations;
import dev.poolproof.model.fault.SlowAccept;
import dev.poolproof.model.history.Side;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Applies {@link SlowAccept}. */
final class SlowAcceptHandler extends FaultHandler {
    private final SlowAccept fault;
    private @Nullable HeldBack held; // while the delay runs
    private @Nullable Future<?> delay;

    SlowAcceptHandler(SlowAccept fault, Place place) {
        super(place);
        this.fault = fault;
    }

    @Override
    void armed(ChannelHandlerContext ctx) {
        if (wire().holdConnect()) {
            recordActed(
                    Side.CLIENT, 0, "connects to the server in " + Durations.print(fault.delay()));
            held = new HeldBack(wire(), Side.CLIENT);
            delay = wire().timers().schedule(ctx, () -> goOn(ctx), fault.delay().toNanos());
        }
    }

    @Override
    void disarmed(ChannelHandlerContext ctx) {
        if (delay != null) {
            delay.cancel(false);
        }
        goOn(ctx);
    }

    @Override
    void sent(ChannelHandlerContext ctx, Side from, Object segment) {
        if (held != null && from == Side.CLIENT) {
            held.add(segment);
        } else {
            super.sent(ctx, from, segment);
        }
    }

    private void goOn(ChannelHandlerContext ctx) {
        if (held != null) {
            HeldBack released = held;
            held = null;
            wire().releaseConnect();
            released.release(ctx);
        }
    }
}
