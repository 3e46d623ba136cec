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
     * The client's first record after the ServerHello, other than the ChangeCipherSpec that TLS 1.3
     * sends for the sake of middleboxes (RFC 8446, D.4): with it begins the flight that ends in the
     * client's Finished. The server's flight is over by then.
     */
    CLIENT_FINISHED
}
