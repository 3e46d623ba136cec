package dev.poolproof.model;

import java.time.Duration;

/**
 * How many seconds of production pass in one second of the wall clock.
 *
 * @param factor 1 is real time; at least 1, at most 1000
 */
public record TimeScale(double factor) {
    /** Nothing is made faster. */
    public static final TimeScale REAL = new TimeScale(1);

    public TimeScale {
        if (!(factor >= 1 && factor <= 1000)) {
            throw new IllegalArgumentException("time scale must be from 1 to 1000, was " + factor);
        }
    }

    /** The wall time in which {@code production} passes, rounded to the nanosecond. */
    public Duration toWall(Duration production) {
        return Duration.ofNanos(Math.round(production.toNanos() / factor));
    }

    /** The production time that passes in {@code wallNanos} nanoseconds of the wall clock. */
    public Duration toProduction(long wallNanos) {
        return Duration.ofNanos(Math.round(wallNanos * factor));
    }

    /** {@code 60x}, or {@code 7.5x}. */
    @Override
    public String toString() {
        return (factor == Math.rint(factor)
                        ? String.valueOf((long) factor)
                        : String.valueOf(factor))
                + "x";
    }
}
