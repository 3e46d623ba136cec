package dev.poolproof.proxy.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Tells from the first word of a statement whether it is a COMMIT. White space and comments before
 * it are passed over; of several statements sent as one only the first is looked at.
 */
final class StatementStart {
    private static final int LONGEST_WORD = 8;

    private final List<String> words;
    private final byte[] word = new byte[LONGEST_WORD];
    private int length;
    private At at = At.SPACE;

    /**
     * @param words that commit a transaction, in capitals, shorter than {@value #LONGEST_WORD}
     */
    StatementStart(String... words) {
        this.words = List.of(words);
    }

    private enum At {
        SPACE,
        DASH,
        LINE_COMMENT,
        SLASH,
        COMMENT,
        STAR,
        WORD,
        BEYOND
    }

    /** A statement begins. */
    void restart() {
        at = At.SPACE;
        length = 0;
    }

    /** What follows cannot be read as a statement. */
    void abandon() {
        at = At.BEYOND;
        length = 0;
    }

    /** Whether more is needed to tell. */
    boolean isOpen() {
        return at != At.BEYOND;
    }

    /** Whether the statement is a COMMIT, by what has been taken of it. */
    boolean isCommit() {
        byte[] read = Arrays.copyOf(word, length);
        return words.contains(new String(read, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT));
    }

    /** The next byte. */
    void take(byte next) {
        at =
                switch (at) {
                    case SPACE -> afterSpace(next);
                    case DASH -> next == '-' ? At.LINE_COMMENT : At.BEYOND;
                    case LINE_COMMENT -> next == '\n' ? At.SPACE : At.LINE_COMMENT;
                    case SLASH -> next == '*' ? At.COMMENT : At.BEYOND;
                    case COMMENT -> next == '*' ? At.STAR : At.COMMENT;
                    case STAR -> afterStar(next);
                    case WORD -> inWord(next);
                    case BEYOND -> At.BEYOND;
                };
    }

    private At afterSpace(byte next) {
        return switch (next) {
            case ' ', '\t', '\n', '\r', '\f', '\u000b', ';' -> At.SPACE;
            case '-' -> At.DASH;
            case '#' -> At.LINE_COMMENT;
            case '/' -> At.SLASH;
            default -> inWord(next);
        };
    }

    private static At afterStar(byte next) {
        if (next == '/') {
            return At.SPACE;
        }
        return next == '*' ? At.STAR : At.COMMENT;
    }

    private At inWord(byte next) {
        boolean partOfWord = Character.isLetterOrDigit(next) || next == '_' || next < 0;
        if (!partOfWord) {
            return At.BEYOND;
        }
        if (length == LONGEST_WORD) {
            length = 0; // longer than any that is looked for
            return At.BEYOND;
        }
        word[length++] = next;
        return At.WORD;
    }
}
