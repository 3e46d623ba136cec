package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.Bandwidth;
import dev.poolproof.model.fault.Fault;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/**
 * Applies {@link Bandwidth}, as a link does: a byte has passed when it, and all before it, have
 * taken their time. Where the event loop is late, what should have passed by then does, so the rate
 * does not suffer.
 */
final class BandwidthHandler extends BackloggedHandler {
    // Long against the clock of the event loop, short against what a reader takes for smooth.
    private static final long SLICE_MILLIS = 2;

    // The link must not stand still while the sender is stopped and started again.
    private static final long HELD_MILLIS = 100;
    private static final long LEAST_HELD_BYTES = 256 << 10; // four of the largest reads

    // A sender that is back so soon has only waited for us.
    private static final long BACK_NANOS = 20_000_000;
    private static final long MOST_OWED_NANOS = 500_000_000;

    private final LinkPace link = new LinkPace();
    private final Backlog backlog = new Backlog(this, link);
    private Bandwidth fault;
    private String acted = "";

    BandwidthHandler(Bandwidth fault, Place place) {
        super(place);
        this.fault = fault;
        take(fault);
    }

    @Override
    void received(ChannelHandlerContext ctx, Object segment) {
        if (segment instanceof ByteBuf bytes) {
            recordActed(sender(), bytes.readableBytes(), acted);
        }
        if (backlog.isEmpty()) {
            link.begin(ctx.executor().ticker().nanoTime());
        }
        backlog.add(ctx, segment, 0);
    }

    @Override
    boolean become(Fault changed) {
        if (changed instanceof Bandwidth bandwidth) {
            take(bandwidth);
            link.restart();
            backlog.passDue();
            return true;
        }
        return false;
    }

    @Override
    Backlog backlog() {
        return backlog;
    }

    private void take(Bandwidth bandwidth) {
        fault = bandwidth;
        acted = "paced at %d KB/s".formatted(bandwidth.rate());
        backlog.bound(
                Math.max(
                        LEAST_HELD_BYTES,
                        Math.min(Backlog.MOST_BYTES, bytesIn(HELD_MILLIS * 1_000_000))));
    }

    /** Bytes that pass in {@code nanos}: a KB/s is a byte in a millisecond. */
    private long bytesIn(long nanos) {
        return (long) ((double) nanos * fault.rate() / 1_000_000);
    }

    /** How long {@code bytes} take. */
    private long nanosFor(int bytes) {
        return bytes * 1_000_000L / fault.rate();
    }

    /** The link: busy until its last byte has passed. */
    private final class LinkPace implements Pace {
        private long freeNanos; // when the last byte that was passed on had taken its time
        private long passedNanos; // when it was passed on
        private boolean fresh = true;

        /** Bytes come after there were none; what the event loop was late is still owed. */
        void begin(long nowNanos) {
            boolean back = !fresh && nowNanos - passedNanos <= BACK_NANOS;
            long owed = back ? Math.min(MOST_OWED_NANOS, passedNanos - freeNanos) : 0;
            freeNanos = nowNanos - owed;
            fresh = false;
        }

        /** What is held begins to pass now. */
        void restart() {
            fresh = true;
        }

        @Override
        public long waitNanos(Object head, long untilDueNanos, long nowNanos) {
            if (fresh) {
                begin(nowNanos);
            }
            if (!(head instanceof ByteBuf bytes)) {
                return 0;
            }
            return fault.rate() == 0 ? NEVER : freeNanos + nanosFor(slice(bytes)) - nowNanos;
        }

        @Override
        public int bytes(ByteBuf head, long nowNanos) {
            long due = Math.max(slice(head), bytesIn(nowNanos - freeNanos));
            int bytes = (int) Math.min(head.readableBytes(), due);
            freeNanos += nanosFor(bytes);
            passedNanos = nowNanos;
            return bytes;
        }

        private int slice(ByteBuf head) {
            long slice = Math.max(1, bytesIn(SLICE_MILLIS * 1_000_000));
            return (int) Math.min(head.readableBytes(), slice);
        }
    }
}
