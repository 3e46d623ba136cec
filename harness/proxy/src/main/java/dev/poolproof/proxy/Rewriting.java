package dev.poolproof.proxy;

import java.util.Map;

/**
 * What a server of MySQL's protocol reads in place of words in its clients' statements, so that it
 * can stand for a product whose names it lacks. Packets keep their lengths.
 *
 * @param words each with what is read in its place, as long as itself; both in ASCII
 */
public record Rewriting(Map<String, String> words) {
    /** All is read as it was sent. */
    public static final Rewriting NONE = new Rewriting(Map.of());

    /** Refuses words that would change a packet's length. */
    public Rewriting {
        words = Map.copyOf(words);
        words.forEach(Rewriting::check);
    }

    private static void check(String word, String read) {
        if (word.isEmpty() || word.length() != read.length()) {
            throw new IllegalArgumentException(
                    "what is read in place of \"%s\" must be as long, was \"%s\""
                            .formatted(word, read));
        }
    }

    boolean isNone() {
        return words.isEmpty();
    }
}
