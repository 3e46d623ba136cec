package dev.poolproof.reports;

import java.time.Duration;

/** A point in production time as a clock shows it: {@code 7:50}, {@code 1:02:03}. */
final class Clock {
    private Clock() {}

    static String show(Duration at) {
        long seconds = at.toSeconds();
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
