package dev.poolproof.proxy;

import dev.poolproof.model.history.Side;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one side sends, each segment passed on at its own time and never before the one ahead of it.
 * Holds no more than {@value #MOST_BYTES} bytes; then the sender is not read until there is room.
 */
final class Delayed {
    private static final long MOST_BYTES = 32 << 20; // as much as Toxiproxy's latency toxic buffers

    private final Wire wire;
    private final Side from;
    private final Queue<Due> waiting = new ArrayDeque<>();
    private @Nullable Future<?> next;
    private long bytes;
    private boolean paused;

    Delayed(Wire wire, Side from) {
        this.wire = wire;
        this.from = from;
    }

    /** Bytes that wait. */
    long bytes() {
        return bytes;
    }

    /** Passes {@code segment} on {@code delayNanos} from now, or with the one ahead if later. */
    void add(ChannelHandlerContext ctx, Object segment, long delayNanos) {
        waiting.add(new Due(segment, ctx.executor().ticker().nanoTime() + delayNanos));
        bytes += size(segment);
        if (!paused && bytes > MOST_BYTES) {
            paused = true;
            wire.pause(from);
        }
        if (next == null) {
            passDue(ctx);
        }
    }

    /** Passes on all that waits, at once; throws it away if the client's socket is closed. */
    void release(ChannelHandlerContext ctx) {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
        boolean open = ctx.channel().isOpen();
        for (Due due = waiting.poll(); due != null; due = waiting.poll()) {
            if (open) {
                FaultHandler.send(ctx, FaultHandler.other(from), due.segment());
            } else {
                ReferenceCountUtil.release(due.segment());
            }
        }
        bytes = 0;
        if (open) {
            FaultHandler.flush(ctx, FaultHandler.other(from));
        }
        resumeIfRoom();
    }

    private void passDue(ChannelHandlerContext ctx) {
        next = null;
        long nowNanos = ctx.executor().ticker().nanoTime();
        boolean passed = false;
        for (Due due = waiting.peek(); due != null; due = waiting.peek()) {
            if (due.atNanos() - nowNanos > 0) {
                next =
                        ctx.executor()
                                .schedule(
                                        () -> passDue(ctx),
                                        due.atNanos() - nowNanos,
                                        TimeUnit.NANOSECONDS);
                break;
            }
            waiting.remove();
            bytes -= size(due.segment());
            passed = true;
            FaultHandler.send(ctx, FaultHandler.other(from), due.segment());
        }
        if (passed) {
            FaultHandler.flush(ctx, FaultHandler.other(from));
            resumeIfRoom();
        }
    }

    private void resumeIfRoom() {
        if (paused && bytes <= MOST_BYTES / 2) {
            paused = false;
            wire.resume(from);
        }
    }

    private static int size(Object segment) {
        return segment instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
    }

    /** A segment, and when it is to be passed on by the event loop's clock. */
    private record Due(Object segment, long atNanos) {}
}
