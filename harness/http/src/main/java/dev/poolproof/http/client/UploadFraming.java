package dev.poolproof.http.client;

/** How a client tells the length of what it sends. */
public enum UploadFraming {
    /** {@code Content-Length}. */
    CONTENT_LENGTH,
    /** {@code Transfer-Encoding: chunked}. */
    CHUNKED,
    /** {@code Content-Length}, and {@code Expect: 100-continue} before the body. */
    EXPECT_CONTINUE
}
