package dev.poolproof.proxy.handler;

/** What passes along a path between the bytes, in order with them. */
public enum Signal {
    /** The sender will send no more. */
    FIN,
    /** The sender has broken the connection. */
    RST,
    /** The sender has sent a TCP keepalive probe. The sockets take and answer it themselves. */
    KEEPALIVE
}
