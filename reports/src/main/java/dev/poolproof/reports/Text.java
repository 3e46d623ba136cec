package dev.poolproof.reports;

import java.util.ArrayList;
import java.util.List;

/** Text made fit for a page of fixed width. Lengths are counted in code points. */
final class Text {
    private Text() {}

    /** {@code text} on one line: line breaks and other control characters become single spaces. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\u2028\u2029]+", " ").strip();
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** {@code text} with spaces after it up to {@code width}; longer text is left as it is. */
    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - length(text)));
    }

    /** {@code text} cut to {@code width}, with {@code ...} in place of what was cut. */
    static String shorten(String text, int width) {
        if (length(text) <= width) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, Math.max(0, width - 3))) + "...";
    }

    /**
     * Lines of at most {@code width}, broken at spaces; a longer word is cut. The first line starts
     * with {@code first}, the others with as many spaces.
     */
    static List<String> wrap(String first, String text, int width) {
        String indent = " ".repeat(length(first));
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : oneLine(text).split(" +", -1)) {
            String rest = word;
            if (!empty && length(line.toString()) + 1 + length(rest) > width) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                empty = true;
            }
            line.append(empty ? "" : " ");
            int room = Math.max(1, width - length(indent));
            while (empty && length(rest) > room) {
                int cut = rest.offsetByCodePoints(0, room);
                lines.add(line + rest.substring(0, cut));
                rest = rest.substring(cut);
                line = new StringBuilder(indent);
            }
            line.append(rest);
            empty = false;
        }
        lines.add(line.toString());
        return lines;
    }
}
