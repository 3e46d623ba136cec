package dev.poolproof.model.scenario;

/** How the length of a body is told. */
public enum Framing {
    /** By {@code Content-Length}. */
    CONTENT_LENGTH,
    /** By its end: {@code Transfer-Encoding: chunked}. */
    CHUNKED,
    /** By {@code Content-Length}, and {@code Expect: 100-continue} before it; only uploads. */
    EXPECT_CONTINUE
}
