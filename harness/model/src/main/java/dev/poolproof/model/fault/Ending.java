package dev.poolproof.model.fault;

/** How a connection is ended towards both of its sides. */
public enum Ending {
    /** RST to both sides. */
    RST_BOTH,
    /** FIN to both sides. */
    FIN_BOTH
}
