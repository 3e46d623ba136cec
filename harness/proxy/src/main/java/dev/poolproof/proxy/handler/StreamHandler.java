package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.history.Side;
import io.netty.channel.ChannelHandlerContext;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A fault that acts on what goes one way; what goes the other way passes as it is. */
abstract class StreamHandler extends FaultHandler {
    private @Nullable Consumer<Object> beyond; // once the handler has left the pipeline

    StreamHandler(Place place) {
        super(place);
    }

    /** Something has come that goes the handler's way; the handler now owns it. */
    abstract void received(ChannelHandlerContext ctx, Object segment);

    /** Passes {@code segment} on, the handler's way. */
    final void pass(ChannelHandlerContext ctx, Object segment) {
        if (beyond == null) {
            send(ctx, receiver(), segment);
        } else {
            beyond.accept(segment);
        }
    }

    /** As {@link #pass}, outside of a read or write. */
    final void passNow(ChannelHandlerContext ctx, Object segment) {
        pass(ctx, segment);
        flushPassed(ctx);
    }

    /** Has what was passed on go out. */
    final void flushPassed(ChannelHandlerContext ctx) {
        if (beyond == null) {
            flush(ctx, receiver());
        }
    }

    /** Ends the connection towards both sides, as far as they are there. */
    final void endBoth(ChannelHandlerContext ctx, Ending how) {
        if (beyond == null) {
            end(ctx, how);
        } else {
            beyond.accept(how == Ending.RST_BOTH ? Signal.RST : Signal.FIN);
        }
    }

    /** What is passed on goes there from now on: the handler's place in the pipeline is gone. */
    final void passTo(Consumer<Object> target) {
        beyond = target;
    }

    /** Who sends what the handler acts on. */
    final Side sender() {
        return place().sender();
    }

    /** Who is to receive it. */
    final Side receiver() {
        return sender().other();
    }

    @Override
    final void sent(ChannelHandlerContext ctx, Side from, Object segment) {
        if (from == sender()) {
            received(ctx, segment);
        } else {
            send(ctx, from.other(), segment);
        }
    }
}
