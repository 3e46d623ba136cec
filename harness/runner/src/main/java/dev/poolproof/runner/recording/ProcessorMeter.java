package dev.poolproof.runner.recording;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how much of the time all processors were busy, whoever kept them so: then nobody can
 * tell whether a wait was the pool's or the machine's.
 */
public final class ProcessorMeter implements AutoCloseable {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final double BUSY = 0.95;

    /** Of a look in the load: what is older than half a second counts for half and less. */
    private static final double WEIGHT = 0.13;

    private final OperatingSystemMXBean system =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Thread thread = new Thread(this::measure, "poolproof-processors");
    private volatile Count count = new Count(0, 0);
    private volatile double load = 1;
    private volatile boolean closed;

    private ProcessorMeter() {}

    /** Starts to measure. */
    public static ProcessorMeter start() {
        ProcessorMeter meter = new ProcessorMeter();
        meter.thread.setDaemon(true);
        meter.thread.start();
        return meter;
    }

    /** Collects from now on. */
    public Window open() {
        return new Window(count);
    }

    /** How busy all processors together have been lately, from 0 to 1; 1 if it is not known. */
    public double load() {
        return load;
    }

    /** Stops measuring. */
    @Override
    public void close() {
        closed = true;
    }

    private void measure() {
        while (!closed) {
            LockSupport.parkNanos(EVERY_NANOS);
            double look = system.getCpuLoad(); // since the last call; negative if not known
            Count before = count;
            count = new Count(before.busy() + (look >= BUSY ? 1 : 0), before.all() + 1);
            double lately = load;
            load = lately + WEIGHT * ((look < 0 ? 1 : look) - lately);
        }
    }

    /** Looks at the processors. */
    private record Count(long busy, long all) {}

    /** What was measured during one cell. */
    public final class Window {
        private final Count start;

        private Window(Count start) {
            this.start = start;
        }

        /** The share of the time during which all processors were busy, from 0 to 1. */
        public double busy() {
            Count now = count;
            long all = now.all() - start.all();
            return all == 0 ? 0 : (double) (now.busy() - start.busy()) / all;
        }
    }
}
