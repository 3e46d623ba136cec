package dev.poolproof.model.history;

/** One end of a proxied connection. */
public enum Side {
    /** The pool's. */
    CLIENT,
    /** The database's. */
    SERVER;

    /** The one at the other end. */
    public Side other() {
        return this == CLIENT ? SERVER : CLIENT;
    }
}
