package dev.poolproof.reports;

import java.awt.Color;
import java.util.Locale;

/**
 * What a colour of a picture stands for. Pictures are drawn in placeholders that are then replaced
 * by the page's CSS variables, so that they follow its light and its dark scheme.
 */
enum Ink {
    TEXT(1),
    LINE(2),
    BAND(3),
    LIFE(4),
    BYTES(5),
    KEEPALIVE(6),
    FORGOTTEN(7),
    END(8),
    FAILED(9);

    private final Color placeholder;

    /** The last of three components tells one placeholder from another; black is none of them. */
    Ink(int number) {
        placeholder = new Color(1, 2, number);
    }

    Color placeholder() {
        return placeholder;
    }

    /** {@code svg} with the page's colours in place of the placeholders. */
    static String inPageColours(String svg) {
        String painted = svg;
        for (Ink ink : values()) {
            Color colour = ink.placeholder();
            painted =
                    painted.replace(
                            "rgb(%d,%d,%d)"
                                    .formatted(
                                            colour.getRed(), colour.getGreen(), colour.getBlue()),
                            "var(--%s)".formatted(ink.name().toLowerCase(Locale.ROOT)));
        }
        return painted;
    }
}
