package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.Activity;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.model.history.Side;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Applies {@link IdleDrop}. */
final class IdleDropHandler extends FaultHandler {
    private static final Duration MOST_FREQUENT_LOOK = Duration.ofMillis(10);

    private final IdleDrop fault;
    private @Nullable Deadline idle;
    private @Nullable Forgotten forgotten; // null while the connection is known

    IdleDropHandler(IdleDrop fault, Place place) {
        super(place);
        this.fault = fault;
    }

    @Override
    void armed(ChannelHandlerContext ctx) {
        idle = new Deadline(wire().timers(), ctx, fault.after(), () -> expire(ctx));
        idle.restart();
    }

    @Override
    void disarmed(ChannelHandlerContext ctx) {
        if (idle != null) {
            idle.cancel();
        }
        lift(ctx);
    }

    /**
     * A hundredth of the idle time, so that it is never off by more than that. A look costs about 3
     * µs: 5,000 connections with an idle time of 350 s come to less than 1 % of a core.
     */
    @Override
    @Nullable Duration looksForKeepaliveEvery() {
        if (!fault.refreshedBy().contains(Activity.KEEPALIVE)) {
            return null;
        }
        Duration every = fault.after().dividedBy(100);
        return every.compareTo(MOST_FREQUENT_LOOK) < 0 ? MOST_FREQUENT_LOOK : every;
    }

    /** The client has sent again: the connection is known from now on. */
    void revive(ChannelHandlerContext ctx) {
        recordRevived();
        lift(ctx);
        restartIdleTime();
    }

    @Override
    void sent(ChannelHandlerContext ctx, Side from, Object segment) {
        if (forgotten != null) {
            forgotten.received(ctx, from, segment);
            return;
        }
        if (refreshes(segment)) {
            restartIdleTime();
        }
        send(ctx, from.other(), segment);
    }

    private boolean refreshes(Object segment) {
        return segment instanceof ByteBuf
                ? fault.refreshedBy().contains(Activity.DATA)
                : segment == Signal.KEEPALIVE && fault.refreshedBy().contains(Activity.KEEPALIVE);
    }

    private void restartIdleTime() {
        if (idle != null) {
            idle.restart();
        }
    }

    private void lift(ChannelHandlerContext ctx) {
        if (forgotten != null) {
            Forgotten lifted = forgotten;
            forgotten = null;
            lifted.lift(ctx);
        }
    }

    private void expire(ChannelHandlerContext ctx) {
        if (fault.refreshedBy().contains(Activity.KEEPALIVE)) {
            wire().lookForKeepalive(); // a probe may have come since the last look
            if (idle != null && idle.isRunning()) {
                return;
            }
        }
        recordTimerFired();
        switch (fault.then()) {
            case RST_BOTH -> end(ctx, Ending.RST_BOTH);
            case FIN_BOTH -> end(ctx, Ending.FIN_BOTH);
            case RST_TO_NEXT_SENDER ->
                    forgotten = new AnsweredWithReset(this, EnumSet.allOf(Side.class));
            case RST_TO_SENDING_CLIENT ->
                    forgotten = new AnsweredWithReset(this, EnumSet.of(Side.CLIENT));
            case SILENT -> forgotten = new Silence(wire(), place().hop());
            case REVIVE_ON_CLIENT_SEND -> forgotten = new AwaitingClient(this);
        }
    }
}
