package dev.poolproof.model.fault;

/** What a middlebox may count as a sign of life. */
public enum Activity {
    /** Bytes of the application, in either direction. */
    DATA,
    /** A TCP keepalive probe (RFC 9293, 3.8.4) of either end. */
    KEEPALIVE
}
