package dev.poolproof.model.fault;

/** Which way bytes go; what Toxiproxy calls a toxic's stream. */
public enum Direction {
    /** From the client to the server. */
    UPSTREAM,
    /** From the server to the client. */
    DOWNSTREAM,
    /** Either way. */
    BOTH
}
