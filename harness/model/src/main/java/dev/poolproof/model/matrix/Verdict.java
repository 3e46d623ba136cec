package dev.poolproof.model.matrix;

/** What became of a cell. */
public enum Verdict {
    /** The candidate survives, and the test was a test. */
    PASS,
    /** The candidate does not survive; the history has the evidence. */
    FAIL,
    /** The harness could not tell. Never shown as a pass or a fail. */
    INCONCLUSIVE,
    /** It cannot be run here. */
    SKIPPED
}
