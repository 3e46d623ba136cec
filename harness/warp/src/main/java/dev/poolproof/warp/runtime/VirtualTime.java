package dev.poolproof.warp.runtime;

import dev.poolproof.warp.shared.Epoch;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The loader's virtual time: piecewise linear in real time, continuous, never going back. */
final class VirtualTime {
    private static final Object SWITCHING = new Object();
    private static final long EPOCH_MILLIS = Epoch.INSTANT.toEpochMilli();
    private static final long EPOCH_NANO_OF_MILLI =
            Duration.between(Instant.ofEpochMilli(EPOCH_MILLIS), Epoch.INSTANT).toNanos();

    /** Null only while the scale is being switched. */
    private static volatile @Nullable Segment current = new Segment(Epoch.NANOS, Epoch.NANOS, 1);

    private VirtualTime() {}

    static void scale(double factor) {
        synchronized (SWITCHING) {
            Segment before = segment();
            // Taken away first: a reader that still finds the old segment after it has read the
            // clock has read it before the switch.
            current = null;
            long now = System.nanoTime();
            current = new Segment(now, before.virtualNanosAt(now), factor);
        }
    }

    static Segment segment() {
        Segment segment = current;
        while (segment == null) {
            Thread.onSpinWait();
            segment = current;
        }
        return segment;
    }

    @SuppressWarnings("ReferenceEquality") // Asks for the same segment; one like it is none.
    static long nanos() {
        while (true) {
            Segment segment = segment();
            long now = System.nanoTime();
            if (segment == current) {
                return segment.virtualNanosAt(now);
            }
        }
    }

    static Instant instant() {
        return Epoch.INSTANT.plusNanos(nanos() - Epoch.NANOS);
    }

    static long millis() {
        // As instant().toEpochMilli(), without the object.
        long sinceEpochMillisecond = nanos() - Epoch.NANOS + EPOCH_NANO_OF_MILLI;
        return EPOCH_MILLIS + Math.floorDiv(sinceEpochMillisecond, 1_000_000L);
    }

    /** A span of virtual nanoseconds in real ones. */
    static long realNanos(long virtualNanos) {
        return segment().toReal(virtualNanos);
    }

    /** A span of virtual milliseconds in real ones. */
    static long realMillis(long virtualMillis) {
        return segment().toReal(virtualMillis);
    }

    /**
     * The real wall clock when the virtual one shows {@code virtualMillis} since 1970; not before
     * {@code Long.MIN_VALUE}.
     */
    static long realWallMillis(long virtualMillis) {
        return plus(System.currentTimeMillis(), realMillis(minus(virtualMillis, millis())));
    }

    /**
     * The virtual wall clock when the real one shows {@code realMillis} since 1970, by the scale of
     * this moment.
     */
    static long virtualWallMillis(long realMillis) {
        return plus(millis(), segment().toVirtual(minus(realMillis, System.currentTimeMillis())));
    }

    /**
     * The nanoseconds from the virtual now to {@code virtualMillis} since 1970; negative if that
     * has passed.
     */
    static long virtualNanosUntil(long virtualMillis) {
        return TimeUnit.MILLISECONDS.toNanos(minus(virtualMillis, millis()));
    }

    /** The nanoseconds of {@code span}, at the ends of {@code long} where it is longer. */
    static long nanosOf(Duration span) {
        return TimeUnit.NANOSECONDS.convert(span);
    }

    private static long plus(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }

    private static long minus(long a, long b) {
        long difference = a - b;
        return ((a ^ b) & (a ^ difference)) < 0
                ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE)
                : difference;
    }
}
