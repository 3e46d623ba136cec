package dev.poolproof.model.history;

/** How an operation ended for the application. */
public enum Outcome {
    SUCCEEDED,
    FAILED,
    /** Still waiting when the scenario's patience was at its end; counts as failed. */
    GIVEN_UP
}
