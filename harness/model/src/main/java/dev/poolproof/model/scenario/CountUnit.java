package dev.poolproof.model.scenario;

/** What the limit of a count is counted in. */
public enum CountUnit {
    /** As it stands. */
    ONE,
    /** Multiples of the pool's {@code maximumPoolSize}. */
    POOL_SIZE
}
