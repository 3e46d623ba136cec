package dev.poolproof.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as files and reports write them: {@code 250ms}, {@code 2s}, {@code 1m30s}. */
public final class Durations {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?=.)(?:(?<h>\\d{1,9})h)?(?:(?<m>\\d{1,9})m)?(?:(?<s>\\d{1,9}(?:\\.\\d{1,9})?)s)?"
                            + "(?:(?<ms>\\d{1,9})ms)?");

    private Durations() {}

    /**
     * Reads {@code 250ms}, {@code 2s}, {@code 0.5s} or {@code 1m30s}, largest unit first.
     *
     * @throws IllegalArgumentException if {@code text} has another form; a bare number has no unit
     *     and is refused
     */
    public static Duration parse(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException('"' + text + "\" is not a duration");
        }
        return Duration.ofHours(whole(match.group("h")))
                .plusMinutes(whole(match.group("m")))
                .plusNanos(secondsAsNanos(match.group("s")))
                .plusMillis(whole(match.group("ms")));
    }

    /** Whether {@link #parse} reads {@code text}. */
    public static boolean isDuration(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * Prints {@code duration} so that {@link #parse} reads it back, to the millisecond: {@code
     * 5m50s}, {@code 1.204s}, {@code 12ms}.
     */
    public static String print(Duration duration) {
        if (duration.isNegative()) {
            return "-" + print(duration.negated());
        }
        long millis = duration.plusNanos(500_000).toMillis();
        if (millis < 1_000) {
            return millis == 0 ? "0s" : millis + "ms";
        }
        long hours = millis / 3_600_000;
        long minutes = millis / 60_000 % 60;
        BigDecimal seconds = BigDecimal.valueOf(millis % 60_000, 3).stripTrailingZeros();
        StringBuilder text = new StringBuilder();
        if (hours > 0) {
            text.append(hours).append('h');
        }
        if (minutes > 0) {
            text.append(minutes).append('m');
        }
        if (seconds.signum() != 0) {
            text.append(seconds.toPlainString()).append('s');
        }
        return text.toString();
    }

    /** Prints {@code duration} for a reader's eye: whole seconds from ten seconds up. */
    public static String printRounded(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(10)) >= 0) {
            return print(Duration.ofSeconds(duration.plusMillis(500).toSeconds()));
        }
        if (duration.compareTo(Duration.ofSeconds(1)) >= 0) {
            return print(Duration.ofMillis(duration.plusMillis(5).toMillis() / 10 * 10));
        }
        return print(duration);
    }

    /** Seconds as a decimal number, for arithmetic and for JSON. */
    public static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** The inverse of {@link #seconds}. */
    public static Duration ofSeconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private static long whole(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static long secondsAsNanos(@Nullable String digits) {
        return digits == null ? 0 : new BigDecimal(digits).movePointRight(9).longValueExact();
    }
}
