package dev.poolproof.proxy.protocol;

/** What one side of a PostgreSQL connection has to know of the other. */
final class PostgresState {
    static final String PROTOCOL = "PostgreSQL";
    private static final long NONE = -1;

    private boolean encryptionAsked;
    private boolean started;
    private boolean ready;
    private long requests; // Query, Sync and FunctionCall, each answered by one ReadyForQuery
    private long answers;
    private long commitIn = NONE; // the request of the oldest COMMIT without an answer

    private PostgresState() {}

    /** A connection on which nothing has been sent. */
    static PostgresState fresh() {
        return new PostgresState();
    }

    /** A connection in use, on which all requests are answered. */
    static PostgresState inUse() {
        PostgresState state = new PostgresState();
        state.started = true;
        state.ready = true;
        return state;
    }

    /** The client has asked for encryption: one byte of the server is the answer. */
    void askEncryption() {
        encryptionAsked = true;
    }

    boolean isEncryptionAsked() {
        return encryptionAsked;
    }

    /** The server goes on in plain. */
    void refuseEncryption() {
        encryptionAsked = false;
    }

    /** The client has sent its StartupMessage. */
    void start() {
        started = true;
    }

    boolean isStarted() {
        return started;
    }

    /** The client has sent what is answered by a ReadyForQuery. */
    void request() {
        requests++;
    }

    /** The client has sent COMMIT, as part of the request to be counted next. */
    void commit() {
        if (commitIn == NONE) {
            commitIn = requests;
        }
    }

    /** Whether the server now answers the request with the COMMIT. */
    boolean isCommitDue() {
        return commitIn == answers;
    }

    /** The COMMIT has its answer. */
    void commitAnswered() {
        commitIn = NONE;
    }

    /** The server has sent ReadyForQuery; the first one ends the start-up. */
    void ready() {
        if (ready && answers < requests) {
            answers++;
        }
        ready = true;
        if (commitIn < answers) {
            commitIn = NONE;
        }
    }
}
