package dev.poolproof.http.raw;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How fast a client reads: it waits, then reads this many bytes a second. */
public record ReadPace(String name, Duration before, long bytesPerSecond) {
    public static final ReadPace FAST = new ReadPace("fast", Duration.ZERO, Long.MAX_VALUE);
    public static final ReadPace MB = new ReadPace("1 MB/s", Duration.ZERO, 1_000_000);
    public static final ReadPace KB_100 = new ReadPace("100 KB/s", Duration.ZERO, 100_000);
    public static final ReadPace STALLS =
            new ReadPace("stalls 2 s", Duration.ofSeconds(2), Long.MAX_VALUE);

    /** Waits until it is time to have read {@code bytes} since {@code startNanos}. */
    void await(long startNanos, long bytes) {
        long dueNanos = before.toNanos() + bytes * 1_000_000 / Math.max(1, bytesPerSecond / 1000);
        long leftNanos = dueNanos - (System.nanoTime() - startNanos);
        while (leftNanos > 0) {
            LockSupport.parkNanos(leftNanos);
            leftNanos = dueNanos - (System.nanoTime() - startNanos);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
