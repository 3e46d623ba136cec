package dev.poolproof.runner.recording;

import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Measures how late this machine is: a thread that wants to wait one millisecond, again and again,
 * and what it oversleeps.
 */
public final class JitterMeter implements AutoCloseable {
    private static final long WAIT_NANOS = 1_000_000;

    private final Thread thread = new Thread(this::measure, "poolproof-jitter");
    private volatile Chunk newest = new Chunk();
    private volatile boolean closed;

    private JitterMeter() {}

    /** Starts to measure. */
    public static JitterMeter start() {
        JitterMeter meter = new JitterMeter();
        meter.thread.setDaemon(true);
        meter.thread.start();
        return meter;
    }

    /** Collects from now on. */
    public Window open() {
        Chunk now = newest;
        return new Window(now, now.size);
    }

    private void measure() {
        while (!closed) {
            long before = System.nanoTime();
            LockSupport.parkNanos(WAIT_NANOS);
            newest = newest.with(Math.max(0, System.nanoTime() - before - WAIT_NANOS));
        }
    }

    /** Stops measuring. */
    @Override
    public void close() {
        closed = true;
    }

    /**
     * What was measured one after another, once for all windows: they look at it in their end. What
     * no window needs any more is nobody's. Written by the meter's thread alone.
     */
    private static final class Chunk {
        private final long[] lateNanos = new long[1000];
        private volatile int size;
        private volatile @Nullable Chunk next;

        /** Where the next goes. */
        Chunk with(long late) {
            int place = size;
            if (place == lateNanos.length) {
                Chunk fresh = new Chunk().with(late);
                next = fresh;
                return fresh;
            }
            lateNanos[place] = late;
            size = place + 1;
            return this;
        }
    }

    /** What was measured during one cell. */
    public static final class Window {
        private final Chunk first;
        private final int from;

        private Window(Chunk first, int from) {
            this.first = first;
            this.from = from;
        }

        /** What was measured up to now. */
        public Lateness lateness() {
            Histogram late = new Histogram(3);
            int start = from;
            for (Chunk chunk = first; chunk != null; chunk = chunk.next) {
                int end = chunk.size;
                for (int i = start; i < end; i++) {
                    late.recordValue(chunk.lateNanos[i]);
                }
                start = 0;
            }
            return new Lateness(late.getValueAtPercentile(99), late.getMaxValue());
        }
    }

    /**
     * In wall time.
     *
     * @param p99Nanos the 99th percentile
     * @param maxNanos the longest
     */
    public record Lateness(long p99Nanos, long maxNanos) {}
}
