package dev.poolproof.runner.database;

/** Who connects to a database. */
public record Credentials(String user, String password) {
    /** Names the user only. */
    @Override
    public String toString() {
        return user;
    }
}
