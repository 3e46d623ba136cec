package dev.poolproof.leak;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What Netty's leak detector has found since this was made. */
final class Leaks implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    /** What the first collection puts into Netty's queue is there when the second is over. */
    private static final int COLLECTIONS = 2;

    private final Queue<String> found = new ConcurrentLinkedQueue<>();

    Leaks() {
        ByteBufUtil.setLeakListener((type, records) -> found.add(type + records));
    }

    @Override
    public void close() {
        try {
            for (int i = 0; i < COLLECTIONS; i++) {
                collect();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the end of a run", e);
        }
        ByteBufAllocator.DEFAULT.buffer(1).release(); // Netty looks when a buffer is made
        if (!found.isEmpty()) {
            throw new AssertionError(
                    "%d buffers were not released; the first:%n%s"
                            .formatted(found.size(), found.peek()));
        }
    }

    private static void collect() throws InterruptedException {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        WeakReference<Object> canary = new WeakReference<>(new Object(), queue);
        System.gc();
        if (queue.remove(PATIENCE_MILLIS) != canary) {
            throw new AssertionError(
                    "nothing was collected in " + PATIENCE_MILLIS + " ms, so leaks are unknown");
        }
    }
}
