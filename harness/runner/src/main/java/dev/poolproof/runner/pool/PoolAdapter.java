package dev.poolproof.runner.pool;

/**
 * One kind of connection pool that can be put under test. Implementations are defined anew in every
 * warped class loader, so they must have a public constructor without parameters and may use,
 * beside the pool's own, only classes of the JDK and of this package.
 */
public interface PoolAdapter {
    /**
     * Reads what the pool makes of its settings, without opening anything.
     *
     * @throws IllegalArgumentException if the pool does not take them; the message is the pool's
     *     own
     */
    PoolProfile profile(PoolRequest request);

    /**
     * Opens a pool.
     *
     * @throws RuntimeException whatever the pool throws if it cannot be opened
     */
    OpenPool open(PoolRequest request);
}
