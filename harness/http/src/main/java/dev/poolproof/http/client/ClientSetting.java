package dev.poolproof.http.client;

/** What the value of a setting is, as the adapter of its client is told it. */
public enum ClientSetting {
    /** A time, as a whole number of milliseconds. */
    MILLIS,
    /** A time, as a whole number of seconds. */
    SECONDS,
    /** A whole number. */
    WHOLE_NUMBER,
    /** {@code true} or {@code false}. */
    FLAG,
    /** Anything. */
    TEXT
}
