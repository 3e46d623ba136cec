package dev.poolproof.proxy.handler;

import dev.poolproof.proxy.kernel.Discard;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A fault that has the kernel discard some of what one side sends. */
abstract class DiscardHandler extends StreamHandler {
    private static final long LOOK_MILLIS = 100;

    private @Nullable Discard discard;
    private @Nullable Future<?> look;

    DiscardHandler(Place place) {
        super(place);
    }

    /** Begins to discard {@code share}; false if the kernel does not. */
    final boolean discard(ChannelHandlerContext ctx, double share) {
        discard = wire().discard(sender(), share);
        if (discard == null) {
            return false;
        }
        look =
                ctx.executor()
                        .scheduleWithFixedDelay(
                                this::tellOfTheFirst,
                                LOOK_MILLIS,
                                LOOK_MILLIS,
                                TimeUnit.MILLISECONDS);
        return true;
    }

    /** Discards no more. */
    final void lift() {
        if (look != null) {
            tellOfTheFirst();
        }
        stopLooking();
        if (discard != null) {
            discard.lift();
            discard = null;
        }
    }

    @Override
    String state() {
        return discard == null
                ? super.state()
                : "packets discarded: %d or less".formatted(discard.packets());
    }

    /** The history is told once: from then on the fault has touched the connection. */
    private void tellOfTheFirst() {
        if (discard != null && discard.packets() > 0) {
            stopLooking();
            recordActed(sender(), 0, "the kernel has discarded a packet");
        }
    }

    private void stopLooking() {
        if (look != null) {
            look.cancel(false);
            look = null;
        }
    }
}
