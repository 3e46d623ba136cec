package dev.poolproof.http.alb;

/** How a connection is closed, where either could be. */
public enum ConnectionEnd {
    /** The peer reads the end of the stream, and is answered with RST if it sends on. */
    FIN,
    /** The peer's next read or write says {@code Connection reset}. */
    RST
}
