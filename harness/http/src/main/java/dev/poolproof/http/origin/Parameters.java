package dev.poolproof.http.origin;

import dev.poolproof.model.Durations;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads what a request's query asks for. */
final class Parameters {
    private Parameters() {}

    /** A whole number; 0 where it is left out. */
    static long number(HttpServletRequest request, String name) {
        @Nullable String value = request.getParameter(name);
        return value == null ? 0 : Long.parseLong(value);
    }

    /** A duration with its unit; zero where it is left out. */
    static Duration duration(HttpServletRequest request, String name) {
        @Nullable String value = request.getParameter(name);
        return value == null ? Duration.ZERO : Durations.parse(value);
    }

    /** Whether the answer is to go out without its length. */
    static boolean isChunked(HttpServletRequest request) {
        return "chunked".equals(request.getParameter("framing"));
    }
}
