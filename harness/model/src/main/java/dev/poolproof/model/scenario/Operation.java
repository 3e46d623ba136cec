package dev.poolproof.model.scenario;

/** What a client of the workload does. */
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
    LONG_RESULT,
    /** An HTTP GET whose answer has a body of 1 KB. */
    GET,
    /** An HTTP POST with a body of 1 KB. */
    POST;

    /** What it is part of. */
    public Traffic traffic() {
        return this == GET || this == POST ? Traffic.HTTP : Traffic.DATABASE;
    }
}
