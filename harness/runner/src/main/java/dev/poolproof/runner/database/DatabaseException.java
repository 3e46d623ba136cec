package dev.poolproof.runner.database;

/** The database of a run cannot be had; the message says why and what to do. */
public final class DatabaseException extends Exception {
    private static final long serialVersionUID = 1;

    DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
