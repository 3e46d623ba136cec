package dev.poolproof.model.candidate;

/** Why a candidate is in the matrix. */
public enum Role {
    /** To be shipped: it must pass every scenario that it does not waive. */
    PROPOSED,
    /** To compare with: it must come out as the scenario records, where the scenario records it. */
    REFERENCE
}
