package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.ResetPeer;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** Applies {@link ResetPeer}. A change while the time runs starts it anew. */
final class ResetPeerHandler extends LastingHandler {
    private final Backlog backlog = new Backlog(this, Pace.HELD);
    private ResetPeer fault;
    private @Nullable ChannelHandlerContext ctx;
    private @Nullable Deadline deadline;

    ResetPeerHandler(ResetPeer fault, Place place) {
        super(place);
        this.fault = fault;
    }

    @Override
    void received(ChannelHandlerContext ctx, Object segment) {
        if (segment instanceof Signal signal && signal != Signal.FIN) {
            pass(ctx, signal);
            return;
        }
        backlog.add(ctx, segment, 0);
        if (deadline == null) {
            this.ctx = ctx;
            start(ctx);
        }
    }

    @Override
    boolean become(Fault changed) {
        if (changed instanceof ResetPeer resetPeer) {
            fault = resetPeer;
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

    private void start(ChannelHandlerContext ctx) {
        cancel();
        deadline = new Deadline(wire().timers(), ctx, fault.timeout(), () -> reset(ctx));
        deadline.restart();
    }

    private void reset(ChannelHandlerContext ctx) {
        recordTimerFired();
        backlog.discard();
        endBoth(ctx, Ending.RST_BOTH);
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel();
        }
    }
}
