package dev.poolproof.runner.worker;

/** A worker that could not do its part. */
public final class WorkerException extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    WorkerException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What that means for the cell. */
    public Kind kind() {
        return kind;
    }

    /** What a worker that could not do its part means for its cell. */
    public enum Kind {
        /** It cannot run on this machine: the cell is skipped. */
        UNAVAILABLE,
        /** It does not take its settings: the candidate is wrong. */
        REFUSED,
        /** It crashed, fell silent, or spoke another language: nothing can be told. */
        BROKEN
    }
}
