package dev.poolproof.warp.runtime;

/**
 * A stretch of virtual time that runs at one scale.
 *
 * @param realNanos {@link System#nanoTime()} at its start
 * @param virtualNanos virtual time at its start, in nanoseconds
 * @param scale virtual seconds per real second, 1 or more
 */
record Segment(long realNanos, long virtualNanos, double scale) {

    long virtualNanosAt(long real) {
        return virtualNanos + toVirtual(real - realNanos);
    }

    /**
     * A span of real nanoseconds in virtual ones; saturates at the ends of {@code long} and keeps
     * the sign.
     */
    long toVirtual(long nanos) {
        return scale == 1 ? nanos : (long) (nanos * scale);
    }

    /**
     * A span of virtual time in real time, in the same unit. Rounds up, so a wait never ends before
     * its virtual time and a positive span never becomes 0, which means "for ever" to many methods.
     * Zero and negative spans and {@code Long.MAX_VALUE} stay as they are.
     */
    long toReal(long virtual) {
        if (scale == 1 || virtual <= 0 || virtual == Long.MAX_VALUE) {
            return virtual;
        }
        return (long) Math.ceil(virtual / scale);
    }
}
