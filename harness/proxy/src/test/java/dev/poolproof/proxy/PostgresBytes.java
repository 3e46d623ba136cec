package dev.poolproof.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Messages of PostgreSQL's protocol 3, made by hand. */
final class PostgresBytes {
    static final byte[] SSL_REQUEST = untyped(80_877_103, "");
    static final byte[] GSSENC_REQUEST = untyped(80_877_104, "");
    static final byte[] CANCEL_REQUEST = untyped(80_877_102, "processkey");
    static final byte[] STARTUP = untyped(3 << 16, "user\0me\0database\0mine\0\0");
    static final byte[] SYNC = message('S', "");
    static final byte[] PARSED = message('1', "");
    static final byte[] BOUND = message('2', "");
    static final byte[] IDLE = message('Z', "I");
    static final byte[] IN_TRANSACTION = message('Z', "T");
    static final byte[] FAILED_TRANSACTION = message('Z', "E");
    static final byte[] AUTHENTICATION_OK = message('R', "\0\0\0\0");
    static final byte[] ERROR = message('E', "SERROR\0C40001\0\0");

    private PostgresBytes() {}

    static byte[] message(char type, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return ByteBuffer.allocate(5 + bytes.length)
                .put((byte) type)
                .putInt(4 + bytes.length)
                .put(bytes)
                .array();
    }

    static byte[] query(String statement) {
        return message('Q', statement + "\0");
    }

    static byte[] parse(String name, String statement) {
        return message('P', name + "\0" + statement + "\0\0\0");
    }

    static byte[] bind(String portal, String statement) {
        return message('B', portal + "\0" + statement + "\0\0\0\0\0\0\0");
    }

    static byte[] execute(String portal) {
        return message('E', portal + "\0\0\0\0\0");
    }

    static byte[] close(String statement) {
        return message('C', "S" + statement + "\0");
    }

    static byte[] complete(String tag) {
        return message('C', tag + "\0");
    }

    /** What is sent before the first query. */
    static Dialogue started() {
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
