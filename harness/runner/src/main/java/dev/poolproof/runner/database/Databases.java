package dev.poolproof.runner.database;

import org.jspecify.annotations.Nullable;

/** The one place that decides which database a run uses. */
public final class Databases {
    private Databases() {}

    /**
     * Opens the user's own database if {@code url} is given, else an embedded PostgreSQL.
     *
     * @param url JDBC URL; {@code null} for the embedded one
     * @throws DatabaseException if it cannot be had
     */
    public static Database open(@Nullable String url, Credentials credentials)
            throws DatabaseException {
        return url == null ? EmbeddedPostgresServer.start() : OwnPostgres.at(url, credentials);
    }
}
