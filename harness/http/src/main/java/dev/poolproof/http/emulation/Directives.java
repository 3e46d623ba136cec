package dev.poolproof.http.emulation;

import dev.poolproof.model.Durations;
import java.time.Duration;
import java.util.Map;

/**
 * Reads the values of nginx's directives as nginx does; what it refuses is refused here with the
 * directive's name.
 */
record Directives(Map<String, String> given) {
    private static final long KILO = 1024;

    /** As it was given. */
    String text(String directive, String otherwise) {
        return given.getOrDefault(directive, otherwise);
    }

    /** Bytes, as {@code 512}, {@code 8k} or {@code 1m}. */
    long size(String directive, String otherwise) {
        return size(directive, text(directive, otherwise), "kKmM", "a size as 512, 8k or 1m");
    }

    /**
     * Bytes of what may be longer than memory, as {@code 512}, {@code 8k}, {@code 1m} or {@code
     * 2g}.
     */
    long length(String directive, String otherwise) {
        return size(directive, text(directive, otherwise), "kKmMgG", "a size as 512, 8k, 1m or 2g");
    }

    /** Bytes where {@code value} is a part of what the directive was given. */
    static long sizeOf(String directive, String value) {
        return size(directive, value, "kKmM", "a size as 512, 8k or 1m");
    }

    private static long size(String directive, String value, String units, String form) {
        if (!value.matches("\\d{1,9}[" + units + "]?")) {
            throw mustBe(directive, form, value);
        }
        int last = value.length() - 1;
        long factor =
                switch (Character.toLowerCase(value.charAt(last))) {
                    case 'k' -> KILO;
                    case 'm' -> KILO * KILO;
                    case 'g' -> KILO * KILO * KILO;
                    default -> 0;
                };
        return factor == 0
                ? Long.parseLong(value)
                : factor * Long.parseLong(value.substring(0, last));
    }

    /** A whole number. */
    int number(String directive, String otherwise) {
        String value = text(directive, otherwise);
        if (!value.matches("\\d{1,9}")) {
            throw mustBe(directive, "a whole number", value);
        }
        return Integer.parseInt(value);
    }

    /** A time as {@code 60} (seconds), {@code 500ms}, {@code 1m30s} or {@code 1h}. */
    Duration time(String directive, String otherwise) {
        return timeOf(directive, text(directive, otherwise));
    }

    /** A time where {@code value} is a part of what the directive was given. */
    static Duration timeOf(String directive, String value) {
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        if (value.contains(".") || !Durations.isDuration(value)) {
            throw mustBe(directive, "a time as 60s, 500ms, 1m30s or 1h", value);
        }
        return Durations.parse(value);
    }

    /** A time of which nothing is not emulated. */
    Duration someTime(String directive, String otherwise) {
        Duration time = time(directive, otherwise);
        if (time.isZero()) {
            throw new IllegalArgumentException(directive + " of 0 is not emulated");
        }
        return time;
    }

    boolean isOn(String directive, String otherwise) {
        String value = text(directive, otherwise);
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default -> throw mustBe(directive, "on or off", value);
        };
    }

    static IllegalArgumentException mustBe(String directive, String form, String value) {
        return new IllegalArgumentException(
                "%s must be %s, was \"%s\"".formatted(directive, form, value));
    }
}
