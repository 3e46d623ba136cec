package dev.poolproof.proxy.tls;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a ClientHello or ServerHello (RFC 8446, 4.1) lie in a buffer.
 *
 * @param versionAt the legacy version
 * @param suitesAt the cipher suites
 * @param suites how many
 * @param versionsAt the versions in the extension {@code supported_versions}
 * @param versions how many; 0 without the extension
 */
public record TlsHello(int versionAt, int suitesAt, int suites, int versionsAt, int versions) {
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int RANDOM = 32;

    /** The first bytes of the random number by which RFC 8446, 4.1.3 knows a HelloRetryRequest. */
    private static final int RETRY = 0xCF21AD74;

    /** The ClientHello that a record's payload begins with; null if it does not hold one whole. */
    public static @Nullable TlsHello ofClient(ByteBuf payload) {
        return read(payload, CLIENT_HELLO);
    }

    /** The ServerHello that a record's payload begins with; null if it does not hold one whole. */
    static @Nullable TlsHello ofServer(ByteBuf payload) {
        return read(payload, SERVER_HELLO);
    }

    /** Whether the server that said this in {@code payload} has chosen TLS 1.3. */
    boolean isTls13(ByteBuf payload) {
        return versions == 1 && payload.getUnsignedShort(versionsAt) == 0x0304;
    }

    /** Whether the server asks in {@code payload} for another ClientHello. */
    boolean isRetryRequest(ByteBuf payload) {
        return payload.getInt(versionAt + 2) == RETRY;
    }

    private static @Nullable TlsHello read(ByteBuf payload, int kind) {
        ByteBuf rest = payload.duplicate();
        try {
            if (rest.readUnsignedByte() != kind) {
                return null;
            }
            int end = rest.readUnsignedMedium() + rest.readerIndex();
            if (end > rest.writerIndex()) {
                return null;
            }
            rest.writerIndex(end);
            int versionAt = rest.readerIndex();
            rest.skipBytes(2 + RANDOM);
            rest.skipBytes(rest.readUnsignedByte()); // session id
            boolean client = kind == CLIENT_HELLO;
            int suites = client ? rest.readUnsignedShort() / 2 : 1;
            int suitesAt = rest.readerIndex();
            rest.skipBytes(2 * suites);
            rest.skipBytes(client ? rest.readUnsignedByte() : 1); // compression
            int versions = findVersions(rest, client);
            return new TlsHello(versionAt, suitesAt, suites, rest.readerIndex(), versions);
        } catch (IndexOutOfBoundsException e) {
            return null; // it says of itself that it is longer than it is
        }
    }

    /** Moves {@code rest} to the versions in the extension that names them, and counts them. */
    private static int findVersions(ByteBuf rest, boolean client) {
        if (rest.isReadable()) {
            rest.skipBytes(2); // length of all extensions
        }
        while (rest.isReadable()) {
            int extension = rest.readUnsignedShort();
            int length = rest.readUnsignedShort();
            if (extension == SUPPORTED_VERSIONS) {
                int versions = client ? rest.readUnsignedByte() / 2 : 1;
                rest.getUnsignedShort(rest.readerIndex() + 2 * Math.max(versions, 1) - 2);
                return versions;
            }
            rest.skipBytes(length);
        }
        return 0;
    }
}
