package dev.poolproof.runner.file;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the known name that a misspelt one was meant to be. */
final class Nearest {
    private static final int FARTHEST = 2;

    private Nearest() {}

    /** What to write instead of {@code written}: the nearest known name, and all known names. */
    static String advice(String written, Collection<String> known) {
        if (known.size() == 1) {
            return known.iterator().next();
        }
        String nearest = to(written, known);
        String all = String.join(", ", known);
        return nearest == null ? "one of " + all : nearest + " (known are " + all + ")";
    }

    /**
     * The known name that is at most two letters from {@code written}, not counting case and
     * hyphens; {@code null} if there is none.
     */
    static @Nullable String to(String written, Collection<String> known) {
        String nearest = null;
        int least = FARTHEST + 1;
        for (String name : known) {
            int distance = distance(plain(written), plain(name));
            if (distance < least && distance < plain(name).length()) {
                least = distance;
                nearest = name;
            }
        }
        return nearest;
    }

    /** {@code name} without what spellings differ in: case, hyphens and underscores. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }

    /** Levenshtein's distance: insertions, deletions and replacements of one letter. */
    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > FARTHEST) {
            return FARTHEST + 1;
        }
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
