package dev.poolproof.model.history;

/** A step of what happens to a cluster. */
public enum ClusterChange {
    /** The writer is gone for its clients; the detail says what became of their connections. */
    WRITER_LOST,
    /** The reader is gone for its clients; the detail says what became of their connections. */
    READER_LOST,
    /** The former reader takes connections and writes. */
    PROMOTED,
    /** A node that was gone takes connections, as the reader. */
    REJOINED,
    /** The former writer takes connections again, and no writes; it follows nobody. */
    READ_ONLY,
    /** A name server that is asked now tells the new roles. */
    NAMES_CHANGED
}
