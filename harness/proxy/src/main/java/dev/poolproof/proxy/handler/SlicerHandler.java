package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Slicer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Applies {@link Slicer}. A change of sizes counts for what comes later. */
final class SlicerHandler extends BackloggedHandler {
    private static final int MOST_TOLD = 32; // more sizes of one segment tell nothing more

    private final RandomGenerator random;
    private final Queue<Integer> sizes = new ArrayDeque<>(); // of all that is held
    private final Backlog backlog = new Backlog(this, new SlicePace());
    private Slicer fault;

    SlicerHandler(Slicer fault, Place place) {
        super(place);
        this.fault = fault;
        this.random = place.random();
    }

    @Override
    void received(ChannelHandlerContext ctx, Object segment) {
        if (segment instanceof ByteBuf bytes && bytes.isReadable()) {
            List<Integer> drawn = new ArrayList<>();
            slice(bytes.readableBytes(), drawn);
            recordActed(sender(), bytes.readableBytes(), tell(drawn));
            sizes.addAll(drawn);
        }
        backlog.add(ctx, segment, 0);
    }

    @Override
    boolean become(Fault changed) {
        if (changed instanceof Slicer slicer) {
            fault = slicer;
            backlog.passDue();
            return true;
        }
        return false;
    }

    @Override
    Backlog backlog() {
        return backlog;
    }

    @Override
    void release(ChannelHandlerContext ctx) {
        sizes.clear();
        super.release(ctx);
    }

    @Override
    void discard() {
        sizes.clear();
        super.discard();
    }

    /** Cuts about in the middle until all is short enough, as Toxiproxy does. */
    private void slice(int size, List<Integer> into) {
        if (size - fault.averageSize() <= fault.sizeVariation()) {
            into.add(size);
            return;
        }
        int off = fault.sizeVariation();
        int cut = size / 2 + (off == 0 ? 0 : random.nextInt(-off, off));
        slice(cut, into);
        slice(size - cut, into);
    }

    private static String tell(List<Integer> drawn) {
        return drawn.stream()
                        .limit(MOST_TOLD)
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ", "sliced into ", ""))
                + (drawn.size() > MOST_TOLD ? ", … of " + drawn.size() : "");
    }

    /** Keeps slices apart. */
    private final class SlicePace implements Pace {
        private boolean begun;
        private long lastNanos;

        @Override
        public long waitNanos(Object head, long untilDueNanos, long nowNanos) {
            return begun ? lastNanos + fault.delay().toNanos() - nowNanos : 0;
        }

        @Override
        public int bytes(ByteBuf head, long nowNanos) {
            begun = true;
            lastNanos = nowNanos;
            Integer size = sizes.poll();
            return size == null ? head.readableBytes() : size;
        }
    }
}
