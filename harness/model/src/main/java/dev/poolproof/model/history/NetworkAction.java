package dev.poolproof.model.history;

/** What a proxy can see or do on a connection. */
public enum NetworkAction {
    /** A client has connected. */
    ACCEPTED,
    /** The connection to the server is made. */
    CONNECTED,
    /** The connection to the server could not be made. */
    CONNECT_FAILED,
    /** {@code bytes} bytes of the application were read from {@code side}. */
    BYTES,
    /** A TCP keepalive probe of {@code side} was seen. */
    KEEPALIVE_SEEN,
    /** {@code hop} acts on the connection from now on. */
    ARMED,
    /** {@code hop} leaves the connection alone: it was not drawn by its toxicity. */
    SPARED,
    /** {@code hop} has done something to what passes; the detail says what was drawn or decided. */
    ACTED,
    /** A moment of the database's protocol, named by the detail, is there. */
    MOMENT,
    /** {@code hop} waits for something that cannot be seen here; the detail says why. */
    UNSEEN,
    /** {@code hop} cannot be had on this machine, and does nothing; the detail says why. */
    UNABLE,
    /** A timer of {@code hop} has fired. */
    TIMER_FIRED,
    /** {@code hop} knows the connection again. */
    REVIVED,
    /**
     * {@code bytes} bytes from {@code side} were thrown away; 0 for all that comes from now on,
     * where it vanishes unseen or is held until it may arrive.
     */
    DROPPED,
    /** RST was sent to {@code side}. */
    RST_SENT,
    /** FIN was sent to {@code side}. */
    FIN_SENT,
    /** RST came from {@code side}. */
    RST_RECEIVED,
    /** FIN came from {@code side}. */
    FIN_RECEIVED,
    /** The proxy has let go of both sockets. */
    CLOSED
}
