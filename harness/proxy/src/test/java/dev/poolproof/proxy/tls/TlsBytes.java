package dev.poolproof.proxy.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HexFormat;

/** Hand-made TLS, each byte a character of a string. */
public final class TlsBytes {
    public static final String POSTGRES_REQUEST = hex("0000000804d2162f");
    public static final String POSTGRES_GSS_REQUEST = hex("0000000804d21630");
    public static final String POSTGRES_START_UP = hex("00000009000300000000");

    /** Sequence number 0, protocol 10, and the rest of a greeting's beginning. */
    public static final String MYSQL_GREETING = hex("0a0000000a") + "8.4.0\0abc";

    /** Length 32, sequence number 1, capabilities with CLIENT_SSL. */
    public static final String MYSQL_REQUEST = hex("20000001" + "05ae0f00" + "00".repeat(28));

    public static final String CLIENT_HELLO =
            record(
                    22,
                    hello(
                            1,
                            "0303",
                            "0004" + "1301" + "c02f", // two suites
                            "0100", // one compression
                            "000b" + "002b" + "0005" + "04" + "0304" + "0303" + "0000"));
    public static final String SERVER_HELLO_13 =
            record(22, hello(2, "0303", "1301", "00", "0006" + "002b" + "0002" + "0304"));
    public static final String SERVER_HELLO_12 =
            record(22, hello(2, "0303", "c02f", "00", "0005" + "0017" + "0000" + "00"));
    public static final String CHANGE_CIPHER_SPEC = record(20, hex("01"));

    /** As long as a Finished of TLS 1.3 with SHA-256. */
    public static final String FINISHED_13 = data(53);

    private TlsBytes() {}

    /** A record of application data, of so many bytes. */
    public static String data(int length) {
        return record(23, "d".repeat(length));
    }

    public static String record(int type, String payload) {
        return hex("%02x0303%04x".formatted(type, payload.length())) + payload;
    }

    public static String hex(String digits) {
        return new String(HexFormat.of().parseHex(digits), ISO_8859_1);
    }

    private static String hello(
            int kind, String version, String suites, String compression, String extensions) {
        String random = "5a".repeat(32);
        String body = version + random + "00" + suites + compression + extensions;
        return hex("%02x%06x".formatted(kind, body.length() / 2) + body);
    }
}
