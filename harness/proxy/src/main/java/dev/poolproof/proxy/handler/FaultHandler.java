package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Moment;
import dev.poolproof.model.fault.Trigger;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One fault on a connection's path. It stands in the pipeline of the client's socket: what comes in
 * is from the client, what is written is from the server, both as {@link ByteBuf} or {@link
 * Signal}. One instance per connection, only ever called on its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the pipeline reports what fails
abstract class FaultHandler extends ChannelDuplexHandler {
    private final Place place;
    private final Arming arming;
    private @Nullable ChannelHandlerContext ctx;
    private boolean armed;
    private @Nullable Ending ending; // null as long as the connection was not ended here

    FaultHandler(Place place) {
        this.place = place;
        this.arming = new Arming(place, this::arm);
    }

    /** The fault begins to act. */
    void armed(ChannelHandlerContext ctx) {}

    /** The fault is taken off the path after it was armed: lets go of all that it holds. */
    void disarmed(ChannelHandlerContext ctx) {}

    /**
     * {@code from} has sent {@code segment}; the handler now owns it, and passes it on as it is
     * where nothing else is said here. Only called when armed.
     */
    void sent(ChannelHandlerContext ctx, Side from, Object segment) {
        send(ctx, from.other(), segment);
    }

    /** Something passes while the fault does not act yet. It is passed on by whoever called. */
    void seenBefore(Side from, Object segment) {}

    /** How often to look for TCP keepalive probes; null if the fault does not ask for them. */
    @Nullable Duration looksForKeepaliveEvery() {
        return null;
    }

    /**
     * Goes on as {@code changed}, with all that it holds and has counted.
     *
     * @return false if the fault has to be put on the path anew
     */
    boolean become(Fault changed) {
        return false;
    }

    /** What the fault is doing, in a few words, for whoever lists connections. */
    String state() {
        return ending != null ? "ended the connection" : "acts";
    }

    /** What {@link #state} says, or what the fault waits for. */
    final String describe() {
        return armed ? state() : arming.describe();
    }

    /** A moment of the database's protocol has come. */
    final void moment(Moment moment) {
        arming.moment(moment);
    }

    /** The moment for which the fault waits; null if it waits for none. */
    final @Nullable Moment awaitedMoment() {
        return armed ? null : arming.awaitedMoment();
    }

    private void arm() {
        if (ctx != null && !armed) {
            armed = true;
            if (!place.scope().from().equals(Trigger.AT_ONCE)) {
                wire().record(NetworkAction.ARMED, null, place.hop(), 0, null);
            }
            armed(ctx);
        }
    }

    @Override
    public final void handlerAdded(ChannelHandlerContext ctx) {
        this.ctx = ctx;
        arming.start(ctx);
    }

    @Override
    public final void handlerRemoved(ChannelHandlerContext ctx) {
        arming.cancel();
        if (armed) {
            disarmed(ctx);
        }
    }

    @Override
    public final void channelRead(ChannelHandlerContext ctx, Object segment) {
        if (ending != null) {
            answerAfterEnd(ctx, Side.CLIENT, segment, ending);
        } else if (armed) {
            sent(ctx, Side.CLIENT, segment);
        } else {
            passBefore(ctx, Side.CLIENT, segment);
        }
    }

    @Override
    public final void write(ChannelHandlerContext ctx, Object segment, ChannelPromise promise) {
        promise.trySuccess(); // the relay goes by writability, not by single writes
        if (ending != null) {
            answerAfterEnd(ctx, Side.SERVER, segment, ending);
        } else if (armed) {
            sent(ctx, Side.SERVER, segment);
        } else {
            passBefore(ctx, Side.SERVER, segment);
        }
    }

    private void passBefore(ChannelHandlerContext ctx, Side from, Object segment) {
        int bytes = segment instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
        seenBefore(from, segment);
        send(ctx, from.other(), segment);
        arming.passed(from, bytes);
    }

    /** Passes {@code segment} on towards {@code side}; bytes wait for a flush, signals do not. */
    static void send(ChannelHandlerContext ctx, Side side, Object segment) {
        if (side == Side.SERVER) {
            ctx.fireChannelRead(segment);
        } else if (segment instanceof Signal) {
            ctx.writeAndFlush(segment);
        } else {
            ctx.write(segment);
        }
    }

    /** Has what was sent towards {@code side} go out. */
    static void flush(ChannelHandlerContext ctx, Side side) {
        if (side == Side.SERVER) {
            ctx.fireChannelReadComplete();
        } else {
            ctx.flush();
        }
    }

    final Wire wire() {
        return place.wire();
    }

    final Place place() {
        return place;
    }

    /** Notes in the history what was drawn or decided. */
    final void recordActed(@Nullable Side from, long bytes, String detail) {
        wire().record(NetworkAction.ACTED, from, place.hop(), bytes, detail);
    }

    final void recordTimerFired() {
        wire().record(NetworkAction.TIMER_FIRED, null, place.hop(), 0);
    }

    final void recordRevived() {
        wire().record(NetworkAction.REVIVED, null, place.hop(), 0);
    }

    /** Throws {@code segment} away. */
    static void drop(Wire wire, String hop, Side from, Object segment) {
        if (segment instanceof ByteBuf bytes) {
            wire.record(NetworkAction.DROPPED, from, hop, bytes.readableBytes());
        }
        ReferenceCountUtil.release(segment);
    }

    final void drop(Side from, Object segment) {
        drop(wire(), place.hop(), from, segment);
    }

    /** Whether the fault has ended the connection. */
    final boolean hasEnded() {
        return ending != null;
    }

    /** Ends the connection towards whom it says; from then on nothing passes. */
    final void end(ChannelHandlerContext ctx, Ending how) {
        ending = how;
        for (Side side : Side.values()) {
            Signal signal = Endings.towards(side, how);
            if (signal != null) {
                send(ctx, side, signal);
            }
        }
    }

    /**
     * As a closed socket does: bytes that come after its FIN are answered with RST. A side that was
     * told nothing is told nothing now, but may close.
     */
    private void answerAfterEnd(ChannelHandlerContext ctx, Side from, Object segment, Ending how) {
        boolean told = Endings.towards(from, how) != null;
        drop(from, segment);
        if (told && segment instanceof ByteBuf) {
            send(ctx, from, Signal.RST);
        } else if (!told && segment == Signal.FIN) {
            send(ctx, from, Signal.FIN);
        }
    }
}
