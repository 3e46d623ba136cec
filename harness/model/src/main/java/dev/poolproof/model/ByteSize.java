package dev.poolproof.model;

import static dev.poolproof.model.Checks.atLeast;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, as files write it: {@code 16KB}, {@code 4MB}, {@code 100B}. A KB is 1024 of
 * them, and an MB 1024 KB, as in nginx's and Spring's own files.
 *
 * @param bytes 0 or more
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    private static final Pattern FORM = Pattern.compile("(?<number>\\d{1,9})(?<unit>B|KB|MB)");
    private static final long KILO = 1024;

    public ByteSize {
        atLeast("bytes", 0L, bytes);
    }

    /**
     * Reads {@code 100B}, {@code 16KB} or {@code 4MB}.
     *
     * @throws IllegalArgumentException if {@code text} has another form
     */
    public static ByteSize parse(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException('"' + text + "\" is not a size");
        }
        long number = Long.parseLong(match.group("number"));
        return new ByteSize(
                switch (match.group("unit")) {
                    case "MB" -> number * KILO * KILO;
                    case "KB" -> number * KILO;
                    default -> number;
                });
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** In the largest unit that it is a whole number of. */
    @Override
    public String toString() {
        if (bytes > 0 && bytes % (KILO * KILO) == 0) {
            return bytes / (KILO * KILO) + "MB";
        }
        return bytes > 0 && bytes % KILO == 0 ? bytes / KILO + "KB" : bytes + "B";
    }
}
