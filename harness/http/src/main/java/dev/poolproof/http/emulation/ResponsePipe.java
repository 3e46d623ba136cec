package dev.poolproof.http.emulation;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.ChannelProgressivePromise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * What nginx holds of one response between the upstream, which it reads as fast as it comes, and
 * the client's socket. Only used on the event loop of both.
 */
@SuppressWarnings("FutureReturnValueIgnored") // listeners and timers report to this very class
final class ResponsePipe {
    /** Told when the client can take no more, takes again, or has taken all. */
    interface Owner {
        /** All that was held has been given to the kernel. */
        void drained();

        /** The client's socket is gone. */
        void clientGone();
    }

    private final Channel client;
    private final EmulatedSettings settings;
    private final Owner owner;
    private final Deque<ByteBuf> held = new ArrayDeque<>();
    private long heldBytes;
    private long sent;
    private long headerBytes;
    private boolean writing;
    private boolean delayed;
    private boolean draining;
    private boolean closed;

    ResponsePipe(Channel client, EmulatedSettings settings, Owner owner) {
        this.client = client;
        this.settings = settings;
        this.owner = owner;
    }

    /** Bytes of the body, with their framing, that the kernel has taken. */
    long sentBody() {
        return Math.max(0, sent - headerBytes);
    }

    /** Bytes that the kernel has not taken. */
    long held() {
        return heldBytes;
    }

    /** Whether the client's socket is full, or its rate used up. */
    boolean isWaiting() {
        return writing || delayed;
    }

    boolean isEmpty() {
        return heldBytes == 0 && !writing;
    }

    /** Takes the header; nothing of it counts as body. */
    void header(String text) {
        headerBytes = text.length();
        held.addLast(Unpooled.copiedBuffer(text, US_ASCII));
        heldBytes += text.length();
    }

    /** Takes bytes of the body, as they are to be on the wire, and gives on what it can. */
    void add(ByteBuf bytes) {
        held.addLast(bytes);
        heldBytes += bytes.readableBytes();
        drain();
    }

    /** Gives the kernel what it takes; the owner is told if that was all. */
    void drain() {
        if (draining) { // a write was over at once: the loop below goes on
            return;
        }
        draining = true;
        while (!writing && !delayed && heldBytes > 0 && !closed) {
            write(next());
        }
        draining = false;
        if (isEmpty() && !closed) {
            owner.drained();
        }
    }

    /** Drops what is held, and no longer counts what is being written. */
    void close() {
        closed = true;
        drop();
        heldBytes = 0;
    }

    /** Drops all that is held but what is being written. */
    void drop() {
        for (ByteBuf each : held) {
            heldBytes -= each.readableBytes();
            each.release();
        }
        held.clear();
    }

    private ByteBuf next() {
        CompositeByteBuf piece = Unpooled.compositeBuffer(Integer.MAX_VALUE);
        long room = settings.buffers().piece();
        while (room > 0 && !held.isEmpty()) {
            ByteBuf first = held.peekFirst();
            if (first.readableBytes() <= room) {
                held.removeFirst();
                room -= first.readableBytes();
                piece.addComponent(true, first);
            } else {
                piece.addComponent(true, first.readRetainedSlice((int) room));
                room = 0;
            }
        }
        return piece;
    }

    private void write(ByteBuf piece) {
        int bytes = piece.readableBytes();
        writing = true;
        ChannelProgressivePromise promise = client.newProgressivePromise();
        promise.addListener(new Progress(bytes));
        client.writeAndFlush(piece, promise);
    }

    private void written(int bytes) {
        writing = false;
        long delayMillis = delayMillis(bytes);
        if (delayMillis > 0) {
            delayed = true;
            client.eventLoop().schedule(this::goOn, delayMillis, TimeUnit.MILLISECONDS);
        }
        drain(); // an answer that is out is over, and the next request may be there before the rest
    }

    /** nginx rests after each write that was beyond {@code limit_rate_after}, in whole ms. */
    private long delayMillis(int bytes) {
        if (settings.limitRate() == 0) {
            return 0;
        }
        long beyond = Math.min(bytes, sent - settings.limitRateAfter());
        return beyond <= 0 ? 0 : beyond * 1000 / settings.limitRate();
    }

    private void goOn() {
        delayed = false;
        drain();
    }

    /** Counts what the kernel has taken, also of a piece that it never took whole. */
    private final class Progress implements ChannelProgressiveFutureListener {
        private final int bytes;
        private long counted;

        Progress(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public void operationProgressed(
                ChannelProgressiveFuture future, long progress, long total) {
            if (!closed) {
                count(progress);
            }
        }

        @Override
        public void operationComplete(ChannelProgressiveFuture future) {
            if (closed) {
                return;
            }
            if (future.isSuccess()) {
                count(bytes);
                written(bytes);
            } else {
                owner.clientGone();
            }
        }

        private void count(long taken) {
            sent += taken - counted;
            heldBytes -= taken - counted;
            counted = taken;
        }
    }
}
