package dev.poolproof.model.fault;

/** A step of a TLS handshake that can be told without keys. */
public enum TlsStep {
    /** The client's SSLRequest, of PostgreSQL or MySQL; a connection with TLS only has none. */
    SSL_REQUEST,
    /** The client's first record. */
    CLIENT_HELLO,
    /** The server's first record. */
    SERVER_HELLO,
    /**
     * The client's first record after the ServerHello: with it begins the flight that ends in the
     * client's Finished.
     */
    CLIENT_FINISHED
}
