package dev.poolproof.model.candidate;

/** A name by which clients reach a cluster. */
public enum Endpoint {
    /** Leads to the node that takes writes; Aurora's cluster endpoint. */
    WRITER,
    /** Leads to a node that takes none. */
    READER
}
