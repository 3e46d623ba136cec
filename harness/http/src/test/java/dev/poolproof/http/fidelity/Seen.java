package dev.poolproof.http.fidelity;

import dev.poolproof.http.raw.RawAnswer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one download.
 *
 * @param origin what the application met with; {@code null} if nothing
 */
record Seen(int status, int bytes, boolean whole, String ending, @Nullable String origin) {
    static Seen of(RawAnswer answer, @Nullable String origin) {
        return new Seen(
                answer.status(), answer.body().length(), answer.whole(), answer.ending(), origin);
    }

    /** What must be the same. */
    String kind() {
        return status + (whole ? ", whole, " : ", cut short, ") + ending;
    }

    String cell() {
        String bytesSeen = whole ? "whole" : String.format(Locale.ROOT, "%,d bytes", bytes);
        String noticed =
                origin == null
                        ? "—"
                        : origin.replaceFirst("ClientAbortException: [a-zA-Z.]*: ", "");
        return "%d, %s, %s | %s".formatted(status, bytesSeen, ending, noticed);
    }
}
