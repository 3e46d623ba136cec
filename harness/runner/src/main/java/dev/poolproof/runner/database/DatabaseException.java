package dev.poolproof.runner.database;

/** The database of a run cannot be had; the message says why and what to do. */
public final class DatabaseException extends Exception {
    private static final long serialVersionUID = 1;

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * A server of the harness's own cannot be had.
     *
     * @param scheme of URLs of such servers
     */
    static DatabaseException doesNotStart(String server, Throwable cause, String scheme) {
        return new DatabaseException(
                "%s does not start: %s%n    write -Dpoolproof.database.url=%s://host:port/database to use a server of your own"
                        .formatted(server, cause.getMessage(), scheme),
                cause);
    }
}
