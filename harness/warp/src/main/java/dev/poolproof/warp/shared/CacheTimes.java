package dev.poolproof.warp.shared;

/**
 * How long a JVM remembers what its name server said, in whole seconds as its security properties
 * of these names say it; 0 for not at all, -1 for ever.
 *
 * @param ttl {@code networkaddress.cache.ttl}
 * @param negativeTtl {@code networkaddress.cache.negative.ttl}, for names that have no address
 */
public record CacheTimes(int ttl, int negativeTtl) {
    /** What a JVM does that is not told otherwise and has no security manager: 30 s and 10 s. */
    public static final CacheTimes DEFAULT = new CacheTimes(30, 10);

    public CacheTimes {
        if (ttl < -1 || negativeTtl < -1) {
            throw new IllegalArgumentException(
                    "cache times must be -1 or more seconds, were " + ttl + " and " + negativeTtl);
        }
    }
}
