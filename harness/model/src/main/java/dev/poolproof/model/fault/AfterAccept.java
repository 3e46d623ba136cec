package dev.poolproof.model.fault;

/** What a client meets whose connect has succeeded although nobody serves it. */
public enum AfterAccept {
    /** Nothing at all: what it sends is taken by the kernel until its buffers are full. */
    SILENCE,
    /** FIN at once: the end of the stream. */
    FIN,
    /** RST at once: {@code Connection reset}, mostly from the first read, else from connect. */
    RST
}
