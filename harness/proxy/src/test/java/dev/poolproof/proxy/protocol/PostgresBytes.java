package dev.poolproof.proxy.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Messages of PostgreSQL's protocol 3, made by hand. */
public final class PostgresBytes {
    public static final byte[] SSL_REQUEST = untyped(80_877_103, "");
    public static final byte[] GSSENC_REQUEST = untyped(80_877_104, "");
    public static final byte[] CANCEL_REQUEST = untyped(80_877_102, "processkey");
    public static final byte[] STARTUP = untyped(3 << 16, "user\0me\0database\0mine\0\0");
    public static final byte[] SYNC = message('S', "");
    public static final byte[] PARSED = message('1', "");
    public static final byte[] BOUND = message('2', "");
    public static final byte[] IDLE = message('Z', "I");
    public static final byte[] IN_TRANSACTION = message('Z', "T");
    public static final byte[] FAILED_TRANSACTION = message('Z', "E");
    public static final byte[] AUTHENTICATION_OK = message('R', "\0\0\0\0");
    public static final byte[] ERROR = message('E', "SERROR\0C40001\0\0");

    private PostgresBytes() {}

    public static byte[] message(char type, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return ByteBuffer.allocate(5 + bytes.length)
                .put((byte) type)
                .putInt(4 + bytes.length)
                .put(bytes)
                .array();
    }

    public static byte[] query(String statement) {
        return message('Q', statement + "\0");
    }

    public static byte[] parse(String name, String statement) {
        return message('P', name + "\0" + statement + "\0\0\0");
    }

    public static byte[] bind(String portal, String statement) {
        return message('B', portal + "\0" + statement + "\0\0\0\0\0\0\0");
    }

    public static byte[] execute(String portal) {
        return message('E', portal + "\0\0\0\0\0");
    }

    public static byte[] close(String statement) {
        return message('C', "S" + statement + "\0");
    }

    public static byte[] complete(String tag) {
        return message('C', tag + "\0");
    }

    /** What is sent before the first query. */
    public static Dialogue started() {
        return new Dialogue()
                .client(STARTUP)
                .server(message('R', "\0\0\0\5salt"))
                .client(message('p', "secret\0"))
                .server(AUTHENTICATION_OK, message('S', "TimeZone\0UTC\0"), IDLE);
    }

    private static byte[] untyped(int code, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return ByteBuffer.allocate(8 + bytes.length)
                .putInt(8 + bytes.length)
                .putInt(code)
                .put(bytes)
                .array();
    }
}
