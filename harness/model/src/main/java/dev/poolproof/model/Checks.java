package dev.poolproof.model;

import java.time.Duration;

/** Argument checks whose messages say what was read. */
public final class Checks {
    private Checks() {}

    /**
     * Returns {@code value} if it is longer than zero.
     *
     * @throws IllegalArgumentException otherwise
     */
    public static Duration positive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(
                    name + " must be longer than zero, was " + Durations.print(value));
        }
        return value;
    }

    /**
     * Returns {@code value} if it is zero or longer.
     *
     * @throws IllegalArgumentException otherwise
     */
    public static Duration notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(
                    name + " must not be negative, was " + Durations.print(value));
        }
        return value;
    }

    /**
     * Returns {@code value} if it is {@code least} or more.
     *
     * @throws IllegalArgumentException otherwise
     */
    public static int atLeast(String name, int least, int value) {
        if (value < least) {
            throw new IllegalArgumentException(
                    name + " must be " + least + " or more, was " + value);
        }
        return value;
    }

    /**
     * Returns {@code value} if it is {@code least} or more.
     *
     * @throws IllegalArgumentException otherwise
     */
    public static long atLeast(String name, long least, long value) {
        if (value < least) {
            throw new IllegalArgumentException(
                    name + " must be " + least + " or more, was " + value);
        }
        return value;
    }
}
