package dev.poolproof.proxy.tls;

/**
 * A record of TLS whose header has been seen.
 *
 * @param type of its content, 20 to 24; from TLS 1.3 on often a disguise
 * @param length of its payload in bytes
 * @param at where in what its sender has sent the payload begins
 * @param application which record of the sender's data it is, from 1; 0 if it is none
 */
public record TlsRecord(int type, int length, long at, int application) {
    /** The type of an alert. */
    public static final int ALERT = 21;

    /** Bytes of a record before its payload. */
    public static final int HEADER_BYTES = 5;

    /** RFC 5246, 6.2.3: the most that a record may hold, in bytes; TLS 1.3 allows less. */
    public static final int LONGEST_PAYLOAD = (1 << 14) + 2048;

    static final int CHANGE_CIPHER_SPEC = 20;
    static final int HANDSHAKE = 22;
    static final int APPLICATION_DATA = 23;
}
