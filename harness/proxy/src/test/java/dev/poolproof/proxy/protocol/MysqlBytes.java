package dev.poolproof.proxy.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Packets of MySQL's protocol, made by hand. */
public final class MysqlBytes {
    public static final int CLIENT_COMPRESS = 1 << 5;
    public static final int CLIENT_PROTOCOL_41 = 1 << 9;
    public static final int CLIENT_SSL = 1 << 11;
    public static final int IN_TRANSACTION = 1;
    public static final int MORE_RESULTS = 8;
    public static final int CURSOR = 0x40;
    public static final byte[] GREETING = packet(0, "\n8.0.36\0abcdsaltsalt\0more");

    private MysqlBytes() {}

    /** A packet whose body's bytes are the characters of {@code body}, up to {@code ÿ}. */
    public static byte[] packet(int sequence, String body) {
        byte[] bytes = body.getBytes(ISO_8859_1);
        return ByteBuffer.allocate(4 + bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length | sequence << 24)
                .put(bytes)
                .array();
    }

    public static byte[] response(int capabilities) {
        String flags = "";
        for (int shift = 0; shift < 32; shift += 8) {
            flags += (char) (capabilities >> shift & 0xff);
        }
        return packet(1, flags + "\0\0\0\1ÿ" + "\0".repeat(23) + "me\0\24" + "x".repeat(20));
    }

    public static byte[] query(String statement) {
        return packet(0, "\3" + statement);
    }

    public static byte[] ok(int sequence, int status) {
        return packet(sequence, "\0\1ü\1\1" + (char) status + "\0\0\0");
    }

    /** The OK that stands in the place of an EOF. */
    public static byte[] okAtEnd(int sequence, int status) {
        return packet(sequence, "þ\0\0" + (char) status + "\0\0\0");
    }

    public static byte[] eof(int sequence, int status) {
        return packet(sequence, "þ\0\0" + (char) status + "\0");
    }

    public static byte[] error(int sequence) {
        return packet(sequence, "ÿ\25\4#40001Deadlock");
    }

    public static byte[] definition(int sequence) {
        return packet(sequence, "\3def\4test\1t\1t\1c\1c\f?\0\0\0\0\0\3\0\0\0\0\0");
    }

    /** What is sent before the first command. */
    public static Dialogue started() {
        return new Dialogue()
                .server(GREETING)
                .client(response(CLIENT_PROTOCOL_41))
                .server(packet(2, "þmysql_native_password\0salt"))
                .client(packet(3, "hash"))
                .server(ok(4, 2));
    }
}
