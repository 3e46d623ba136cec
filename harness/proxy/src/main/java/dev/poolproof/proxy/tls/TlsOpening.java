package dev.poolproof.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * The first bytes of a connection, as far as they decide whether TLS follows: a ClientHello,
 * PostgreSQL's SSLRequest with its answer, or MySQL's after the server's greeting.
 */
final class TlsOpening {
    /** Length 8 and the codes of SSLRequest and GSSENCRequest, as one number. */
    private static final long SSL_REQUEST = 8L << 32 | PostgresRequest.TLS;

    private static final long GSSENC_REQUEST = 8L << 32 | PostgresRequest.GSS;
    private static final int POSTGRES_REQUEST = 8;
    private static final int POSTGRES_PROTOCOL = 3; // 3.0 and 3.2, above 16 bits

    /** Length 32 and sequence number 1, which is what a MySQL client's SSLRequest begins with. */
    private static final int MYSQL_HEADER = 0x20000001;

    private static final int MYSQL_REQUEST = 36;
    private static final int CLIENT_SSL = 0x800;

    private final ByteBuf seen = Unpooled.buffer(MYSQL_REQUEST, MYSQL_REQUEST);
    private State state = State.START;
    private boolean serverSpoke;
    private boolean asked;
    private String whyPlain = "";

    private enum State {
        START,
        ASKED_FOR_TLS,
        ASKED_FOR_GSS,
        TLS,
        PLAIN,
        /** The connection was open before: anything may come. */
        LATE
    }

    /** Whether it is still to be decided what follows. */
    boolean isOpen() {
        return state.compareTo(State.TLS) < 0;
    }

    /** Whether TLS follows what was looked at last, in both directions. */
    boolean isTls() {
        return state == State.TLS;
    }

    /** Whether there will be no TLS. */
    boolean isPlain() {
        return state == State.PLAIN;
    }

    String whyPlain() {
        return whyPlain;
    }

    /** Whether the client has asked for TLS with a request of its database's protocol. */
    boolean hasAsked() {
        return asked;
    }

    /** The client has sent something: the index of the first byte that is not of the opening. */
    int client(ByteBuf bytes, int from, int to) {
        if (state == State.START && !seen.isReadable() && from < to) {
            boolean hello = bytes.getByte(from) == TlsRecord.HANDSHAKE && !serverSpoke;
            if (hello || TlsRecordReader.isHeader(bytes, from, to)) {
                state = hello ? State.TLS : State.LATE;
                return from;
            }
        }
        int index = from;
        while (state == State.START && index < to) {
            seen.writeByte(bytes.getByte(index));
            index++;
            if (serverSpoke) {
                lookForMySql();
            } else if (seen.readableBytes() == POSTGRES_REQUEST) {
                lookForPostgres();
            }
        }
        return state == State.TLS ? index : to;
    }

    /** The server has sent something: the index of the first byte that is not of the opening. */
    int server(ByteBuf bytes, int from, int to) {
        if (from == to) {
            return to;
        }
        if (state == State.START) {
            if (TlsRecordReader.isHeader(bytes, from, to)) {
                state = State.LATE;
                return from;
            }
            serverSpoke = true;
            return to;
        }
        int answer = bytes.getByte(from);
        if (state == State.ASKED_FOR_TLS && answer == 'S') {
            state = State.TLS;
            return from + 1;
        }
        if (state == State.ASKED_FOR_GSS && answer == 'N') {
            state = State.START;
            seen.clear();
        } else {
            plain("the server has not agreed to TLS");
        }
        return to;
    }

    private void lookForPostgres() {
        long request = seen.getLong(0);
        if (request == SSL_REQUEST) {
            asked = true;
            state = State.ASKED_FOR_TLS;
        } else if (request == GSSENC_REQUEST) {
            state = State.ASKED_FOR_GSS;
        } else if (seen.getUnsignedShort(4) == POSTGRES_PROTOCOL) {
            plain("the client has not asked for TLS");
        } else {
            state = State.LATE;
        }
    }

    private void lookForMySql() {
        int count = seen.readableBytes();
        if (count >= 4 && seen.getInt(0) != MYSQL_HEADER) {
            if (seen.getUnsignedShort(2) == 1) {
                plain("the client has not asked for TLS"); // a short packet, and the first reply
            } else {
                state = State.LATE;
            }
        } else if (count >= 8 && (seen.getIntLE(4) & CLIENT_SSL) == 0) {
            plain("the client has not asked for TLS");
        } else if (count == MYSQL_REQUEST) {
            asked = true;
            state = State.TLS;
        }
    }

    private void plain(String why) {
        state = State.PLAIN;
        whyPlain = why;
    }
}
