package dev.poolproof.runner.recording;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Measures how late this machine is: a thread that wants to wait one millisecond, again and again,
 * and what it oversleeps.
 */
public final class JitterMeter implements AutoCloseable {
    private static final long WAIT_NANOS = 1_000_000;

    private final List<Window> windows = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::measure, "poolproof-jitter");
    private volatile boolean closed;

    private JitterMeter() {}

    /** Starts to measure. */
    public static JitterMeter start() {
        JitterMeter meter = new JitterMeter();
        meter.thread.setDaemon(true);
        meter.thread.start();
        return meter;
    }

    /** Collects from now on, until the window is closed. */
    public Window open() {
        Window window = new Window();
        windows.add(window);
        return window;
    }

    private void measure() {
        while (!closed) {
            long before = System.nanoTime();
            LockSupport.parkNanos(WAIT_NANOS);
            long lateNanos = Math.max(0, System.nanoTime() - before - WAIT_NANOS);
            for (Window window : windows) {
                window.add(lateNanos);
            }
        }
    }

    /** Stops measuring. */
    @Override
    public void close() {
        closed = true;
    }

    /** What was measured during one cell, in wall time. */
    public final class Window implements AutoCloseable {
        private final Histogram late = new Histogram(3);

        private synchronized void add(long lateNanos) {
            late.recordValue(lateNanos);
        }

        /** The 99th percentile, in nanoseconds. */
        public synchronized long p99Nanos() {
            return late.getValueAtPercentile(99);
        }

        /** The longest, in nanoseconds. */
        public synchronized long maxNanos() {
            return late.getMaxValue();
        }

        @Override
        public void close() {
            windows.remove(this);
        }
    }
}
