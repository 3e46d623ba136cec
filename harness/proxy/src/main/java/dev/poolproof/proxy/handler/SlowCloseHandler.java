package dev.poolproof.proxy.handler;

import dev.poolproof.model.Durations;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.SlowClose;
import io.netty.channel.ChannelHandlerContext;

/** Applies {@link SlowClose}. A change counts for an end that is held too, from when it came. */
final class SlowCloseHandler extends BackloggedHandler {
    private final Backlog backlog = new Backlog(this, Pace.BY_TIME);
    private SlowClose fault;

    SlowCloseHandler(SlowClose fault, Place place) {
        super(place);
        this.fault = fault;
    }

    @Override
    void received(ChannelHandlerContext ctx, Object segment) {
        if (isEnd(segment)) {
            recordActed(sender(), 0, segment + " held for " + Durations.print(fault.delay()));
            backlog.add(ctx, segment, fault.delay().toNanos());
        } else if (backlog.isEmpty()) {
            pass(ctx, segment);
        } else {
            backlog.add(ctx, segment, 0);
        }
    }

    @Override
    boolean become(Fault changed) {
        if (changed instanceof SlowClose slowClose) {
            fault = slowClose;
            backlog.retime(segment -> isEnd(segment) ? fault.delay().toNanos() : 0);
            return true;
        }
        return false;
    }

    @Override
    Backlog backlog() {
        return backlog;
    }

    @Override
    String state() {
        return backlog.isEmpty() ? "acts" : "holds the end";
    }

    private static boolean isEnd(Object segment) {
        return segment == Signal.FIN || segment == Signal.RST;
    }
}
