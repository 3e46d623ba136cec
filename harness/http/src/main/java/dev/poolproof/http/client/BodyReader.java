package dev.poolproof.http.client;

/** Who reads a body; called on the thread that asked for it. */
@FunctionalInterface
public interface BodyReader {
    /** Reads as fast as the client hands bytes over. */
    BodyReader FAST = total -> {};

    /** {@code total} bytes have come so far; the next are asked for when this returns. */
    void received(long total);
}
