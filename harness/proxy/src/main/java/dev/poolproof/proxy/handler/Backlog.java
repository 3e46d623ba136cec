package dev.poolproof.proxy.handler;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What has come to a handler and waits, passed on in order at the {@link Pace} of the handler. When
 * it takes more memory than it may, the sender is not read until half of it is free again.
 */
final class Backlog {
    /** As much as Toxiproxy's latency toxic holds: 1024 chunks of 32 KiB. */
    static final long MOST_BYTES = 32 << 20;

    private static final long SEGMENT_BYTES =
            256; // what a segment takes beside its buffer, roughly

    private final LastingHandler handler;
    private final Pace pace;
    private final Queue<Held> waiting = new ArrayDeque<>();
    private long mostBytes = MOST_BYTES;
    private @Nullable ChannelHandlerContext ctx;
    private @Nullable Future<?> next;
    private long bytes;
    private long memory;
    private boolean paused;

    Backlog(LastingHandler handler, Pace pace) {
        this.handler = handler;
        this.pace = pace;
    }

    /** Holds no more than this from now on. */
    void bound(long bytes) {
        mostBytes = bytes;
    }

    /** Bytes that wait. */
    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes {@code segment}, which is due {@code delayNanos} from now. */
    void add(ChannelHandlerContext ctx, Object segment, long delayNanos) {
        this.ctx = ctx;
        long nowNanos = ctx.executor().ticker().nanoTime();
        Held held = new Held(segment, nowNanos, nowNanos + delayNanos);
        waiting.add(held);
        bytes += size(segment);
        memory += held.memory;
        if (!paused && memory > mostBytes) {
            paused = true;
            handler.wire().pause(handler.sender());
        }
        if (next == null) {
            passDue();
        }
    }

    /** Makes all that waits due so long after it came. */
    void retime(ToLongFunction<Object> delayNanos) {
        waiting.forEach(
                held -> held.dueNanos = held.cameNanos + delayNanos.applyAsLong(held.segment));
        passDue();
    }

    /** Passes on what may go now; to be called when the pace has changed. */
    void passDue() {
        cancel();
        if (ctx == null) {
            return;
        }
        boolean passed = false;
        for (Held head = waiting.peek(); head != null; head = waiting.peek()) {
            long nowNanos = ctx.executor().ticker().nanoTime();
            long waitNanos = pace.waitNanos(head.segment, head.dueNanos - nowNanos, nowNanos);
            if (waitNanos > 0) {
                if (waitNanos != Pace.NEVER) {
                    next = handler.wire().timers().schedule(ctx, this::passDue, waitNanos);
                }
                break;
            }
            passed = true;
            // Each by itself: what came in two segments goes in two.
            handler.passNow(ctx, take(head, nowNanos));
        }
        if (passed) {
            resumeIfRoom();
        }
    }

    /** Passes on all that waits, at once. */
    void release(ChannelHandlerContext ctx) {
        cancel();
        for (Held held = waiting.poll(); held != null; held = waiting.poll()) {
            remove(held);
            handler.pass(ctx, held.segment);
        }
        handler.flushPassed(ctx);
        resumeIfRoom();
    }

    /** Throws away all that waits; the history is told how much. */
    void discard() {
        cancel();
        for (Held held = waiting.poll(); held != null; held = waiting.poll()) {
            remove(held);
            handler.drop(handler.sender(), held.segment);
        }
        resumeIfRoom();
    }

    private void cancel() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }

    private Object take(Held head, long nowNanos) {
        if (head.segment instanceof ByteBuf buffer) {
            int count = pace.bytes(buffer, nowNanos);
            if (count < buffer.readableBytes()) {
                bytes -= count;
                return buffer.readRetainedSlice(count);
            }
        }
        waiting.remove();
        remove(head);
        return head.segment;
    }

    private void remove(Held held) {
        bytes -= size(held.segment);
        memory -= held.memory;
    }

    private void resumeIfRoom() {
        if (paused && memory <= mostBytes / 2) {
            paused = false;
            handler.wire().resume(handler.sender());
        }
    }

    private static int size(Object segment) {
        return segment instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
    }

    /** One segment that waits, or what is left of it. */
    private static final class Held {
        private final Object segment;
        private final long cameNanos;
        private final long memory;
        private long dueNanos;

        Held(Object segment, long cameNanos, long dueNanos) {
            this.segment = segment;
            this.cameNanos = cameNanos;
            this.dueNanos = dueNanos;
            this.memory =
                    SEGMENT_BYTES + (segment instanceof ByteBuf buffer ? buffer.capacity() : 0);
        }
    }
}
