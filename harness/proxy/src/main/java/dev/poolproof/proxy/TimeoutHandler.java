package dev.poolproof.proxy;

import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Timeout;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** Applies {@link Timeout}. */
final class TimeoutHandler extends LastingHandler {
    private final Backlog backlog = new Backlog(this, Pace.HELD);
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
        if (segment instanceof ByteBuf bytes) {
            recordActed(sender(), bytes.readableBytes(), "held");
            backlog.add(ctx, segment, 0);
        } else {
            if (segment != Signal.KEEPALIVE) {
                backlog.discard();
            }
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
    void release(ChannelHandlerContext ctx) {
        cancel();
        backlog.release(ctx);
    }

    @Override
    void discard() {
        cancel();
        backlog.discard();
    }

    @Override
    String state() {
        return hasEnded() ? super.state() : "holds %d bytes".formatted(backlog.bytes());
    }

    private void start(ChannelHandlerContext ctx) {
        cancel();
        if (!fault.timeout().isZero()) {
            deadline = new Deadline(ctx, fault.timeout(), () -> giveUp(ctx));
            deadline.restart();
        }
    }

    private void giveUp(ChannelHandlerContext ctx) {
        recordTimerFired();
        backlog.discard();
        endBoth(ctx, Ending.FIN_BOTH);
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel();
        }
    }
}
