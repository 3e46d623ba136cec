package dev.poolproof.proxy.tls;

/**
 * The codes of what a client of PostgreSQL may send before its start-up message (PostgreSQL's
 * manual, 54.7 Message Formats).
 */
public final class PostgresRequest {
    /** To cancel a query of another connection. */
    public static final int CANCEL = 80_877_102;

    /** SSLRequest: to go on in TLS. */
    public static final int TLS = 80_877_103;

    /** GSSENCRequest: to go on encrypted by GSSAPI. */
    public static final int GSS = 80_877_104;

    private PostgresRequest() {}
}
