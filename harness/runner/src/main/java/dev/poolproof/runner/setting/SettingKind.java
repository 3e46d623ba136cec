package dev.poolproof.runner.setting;

/** What a setting's value is. */
public enum SettingKind {
    /** A time with its unit. */
    DURATION,
    /** A whole number, with a sign if need be. */
    INTEGER,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** Anything. */
    TEXT
}
