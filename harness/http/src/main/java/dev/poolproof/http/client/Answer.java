package dev.poolproof.http.client;

import org.jspecify.annotations.Nullable;

/**
 * What a client's caller got.
 *
 * @param status 0 if there was none
 * @param bytes of the body that were handed over
 * @param thrown what the client threw, before the body or within it; {@code null} if it took the
 *     answer for whole
 */
public record Answer(int status, long bytes, @Nullable Throwable thrown) {
    /** Whether the caller was told of success, and has less than the {@code whole} body. */
    public boolean isSilentlyShort(long whole) {
        return thrown == null && status >= 200 && status < 300 && bytes < whole;
    }
}
