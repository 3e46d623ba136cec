package dev.poolproof.runner.bench;

/** What was to be measured did not happen in time. */
final class NotSeenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotSeenException() {
        super("what was to be measured did not happen in time");
    }
}
