package dev.poolproof.runner.pool;

/** What a pool's timer does when it fires. */
public enum TimerKind {
    /** Sends something over an idle connection. */
    REFRESHES,
    /** Closes a connection. */
    ENDS,
    /** Gives up waiting. */
    GIVES_UP,
    /** Only tells somebody. */
    TELLS
}
