package dev.poolproof.runner;

/** A run cannot begin because of what it was given; the message says what and what to do. */
public final class RunException extends Exception {
    private static final long serialVersionUID = 1;

    /** A run that cannot begin because of what was given. */
    public RunException(String message) {
        super(message);
    }

    /** The same, with what it came to light by. */
    public RunException(String message, Throwable cause) {
        super(message, cause);
    }
}
