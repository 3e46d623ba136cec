package dev.poolproof.model.fault;

/**
 * How a connection is ended. A side that is told with RST sees "Connection reset" on its next read
 * or write (a write may say "Broken pipe" instead). One that is told with FIN reads what came
 * before, then the end of the stream ({@code read} returns -1), and is answered with RST if it
 * sends on, as a closed socket does. One that is told nothing sees nothing: it waits, and what it
 * sends is thrown away.
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
