package dev.poolproof.proxy.protocol;

/**
 * What a client of MySQL says it will do with its packets, in the first four bytes of its answer to
 * the greeting (MySQL Internals, "Capabilities Flags").
 */
public final class MysqlCapabilities {
    private static final int CLIENT_COMPRESS = 1 << 5;
    private static final int CLIENT_SSL = 1 << 11;
    private static final int CLIENT_ZSTD_COMPRESSION = 1 << 26;

    private MysqlCapabilities() {}

    /** Whether packets go through TLS once this was said. */
    public static boolean encrypt(int capabilities) {
        return (capabilities & CLIENT_SSL) != 0;
    }

    /** Whether packets are compressed once the client is logged in. */
    public static boolean compress(int capabilities) {
        return (capabilities & (CLIENT_COMPRESS | CLIENT_ZSTD_COMPRESSION)) != 0;
    }
}
