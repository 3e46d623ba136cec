package dev.poolproof.reports;

import dev.poolproof.reports.TerminalOptions.Colour;

/** Collects the lines of a terminal page. */
final class TerminalCanvas {
    private static final String RESET = "\033[0m";

    private final StringBuilder text = new StringBuilder();
    private final TerminalOptions options;

    TerminalCanvas(TerminalOptions options) {
        this.options = options;
    }

    int width() {
        return options.width();
    }

    void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    void bold(String line) {
        Text.wrap("", line, options.width()).forEach(each -> line(paint(Ink.STRONG, each)));
    }

    void heading(String heading) {
        line("");
        bold(heading);
    }

    /** {@code text} after {@code first}, its further lines indented as far. */
    void wrapped(String first, String text) {
        Text.wrap(first, text, options.width()).forEach(this::line);
    }

    /** The same on at most {@code most} lines; what does not fit is cut off. */
    void wrapped(String first, String text, int most) {
        int room = options.width() - Text.length(first);
        var lines = Text.wrap(first, text, options.width());
        if (lines.size() <= most) {
            lines.forEach(this::line);
            return;
        }
        lines.subList(0, most - 1).forEach(this::line);
        String last = lines.get(most - 1).substring(first.length());
        line(" ".repeat(Text.length(first)) + Text.shorten(last + " ...", room));
    }

    /** {@code words} in colour, if colours are wanted. */
    String paint(Ink ink, String words) {
        return options.colour() == Colour.ANSI && !words.isBlank()
                ? "\033[" + ink.code + "m" + words + RESET
                : words;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** What a colour stands for. The code is that of ECMA-48, 8.3.117 (SGR). */
    enum Ink {
        STRONG("1"),
        PASS("32"),
        FAIL("31"),
        BROKEN("1;97;41"),
        UNDECIDED("1;33"),
        FAINT("2");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }
}
