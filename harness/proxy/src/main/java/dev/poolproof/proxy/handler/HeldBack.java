package dev.poolproof.proxy.handler;

import dev.poolproof.model.history.Side;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What one side sends while it must not arrive. The side is not read meanwhile, so no more is held
 * than one read already under way; the rest waits in the kernel, and later in the sender's.
 */
final class HeldBack {
    private final Wire wire;
    private final Side from;
    private final Queue<Object> segments = new ArrayDeque<>();

    HeldBack(Wire wire, Side from) {
        this.wire = wire;
        this.from = from;
        wire.pause(from);
    }

    void add(Object segment) {
        segments.add(segment);
    }

    /** Throws away what was held; the side is not read any more. */
    void discard() {
        segments.forEach(ReferenceCountUtil::release);
        segments.clear();
    }

    /** Passes on what was held, in order, or throws it away if the client's socket is closed. */
    void release(ChannelHandlerContext ctx) {
        boolean open = ctx.channel().isOpen();
        for (Object segment = segments.poll(); segment != null; segment = segments.poll()) {
            if (open) {
                FaultHandler.send(ctx, from.other(), segment);
            } else {
                ReferenceCountUtil.release(segment);
            }
        }
        if (open) {
            ctx.flush();
            ctx.fireChannelReadComplete();
        }
        wire.resume(from);
    }
}
