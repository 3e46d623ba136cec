package dev.poolproof.model.fault;

/**
 * How a connection is ended. A side that is told with FIN and sends on is answered with RST, as a
 * closed socket does. What a side sends that is told nothing is thrown away.
 */
public enum Ending {
    /** RST to both sides. */
    RST_BOTH,
    /** FIN to both sides. */
    FIN_BOTH,
    /** RST to the client; the server is told nothing. */
    RST_CLIENT,
    /** RST to the server; the client is told nothing. */
    RST_SERVER,
    /** FIN to the client; the server is told nothing. */
    FIN_CLIENT,
    /** FIN to the server; the client is told nothing. */
    FIN_SERVER
}
