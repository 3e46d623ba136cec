package dev.poolproof.model.scenario;

/** What a client of the workload does with a connection that it has borrowed. */
public enum Operation {
    /** One row is read, with auto-commit. */
    READ,
    /**
     * One row with an id of its own is inserted, with auto-commit; the id is looked for afterwards.
     */
    WRITE,
    /** A row is read and one inserted in a transaction, which is committed. */
    TRANSACTION,
    /**
     * 200 rows of 500 bytes are read, with auto-commit: 100 kB, which no protocol and no TLS sends
     * in one piece.
     */
    LONG_RESULT
}
