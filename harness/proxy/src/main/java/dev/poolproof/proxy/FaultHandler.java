package dev.poolproof.proxy;

import dev.poolproof.model.fault.Ending;
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
    private final String hop;
    private final Wire wire;
    private boolean ended;

    FaultHandler(String hop, Wire wire) {
        this.hop = hop;
        this.wire = wire;
    }

    /** The client has sent {@code segment}; the handler now owns it. */
    abstract void fromClient(ChannelHandlerContext ctx, Object segment);

    /** The server has sent {@code segment}; the handler now owns it. */
    abstract void fromServer(ChannelHandlerContext ctx, Object segment);

    /** How often to look for TCP keepalive probes; null if the fault does not ask for them. */
    @Nullable Duration looksForKeepaliveEvery() {
        return null;
    }

    @Override
    public final void channelRead(ChannelHandlerContext ctx, Object segment) {
        if (ended) {
            answerAfterEnd(ctx, Side.CLIENT, segment);
        } else {
            fromClient(ctx, segment);
        }
    }

    @Override
    public final void write(ChannelHandlerContext ctx, Object segment, ChannelPromise promise) {
        promise.trySuccess(); // the relay goes by writability, not by single writes
        if (ended) {
            answerAfterEnd(ctx, Side.SERVER, segment);
        } else {
            fromServer(ctx, segment);
        }
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

    static Side other(Side side) {
        return side == Side.CLIENT ? Side.SERVER : Side.CLIENT;
    }

    final Wire wire() {
        return wire;
    }

    final void recordTimerFired() {
        wire.record(NetworkAction.TIMER_FIRED, null, hop, 0);
    }

    final void recordRevived() {
        wire.record(NetworkAction.REVIVED, null, hop, 0);
    }

    /** Throws {@code segment} away. */
    static void drop(Wire wire, String hop, Side from, Object segment) {
        if (segment instanceof ByteBuf bytes) {
            wire.record(NetworkAction.DROPPED, from, hop, bytes.readableBytes());
        }
        ReferenceCountUtil.release(segment);
    }

    final void drop(Side from, Object segment) {
        drop(wire, hop, from, segment);
    }

    /** Ends the connection towards both sides; from then on nothing passes. */
    final void end(ChannelHandlerContext ctx, Ending how) {
        ended = true;
        Signal signal = how == Ending.RST_BOTH ? Signal.RST : Signal.FIN;
        send(ctx, Side.CLIENT, signal);
        send(ctx, Side.SERVER, signal);
    }

    /** As a closed socket does: bytes that come after its FIN are answered with RST. */
    private void answerAfterEnd(ChannelHandlerContext ctx, Side from, Object segment) {
        drop(from, segment);
        if (segment instanceof ByteBuf) {
            send(ctx, from, Signal.RST);
        }
    }
}
