package dev.poolproof.proxy.protocol;

import dev.poolproof.model.fault.Moment;
import dev.poolproof.proxy.tls.PostgresRequest;
import java.nio.ByteBuffer;

/**
 * What a client of PostgreSQL sends, in protocol 3 (PostgreSQL's manual, 54.7 Message Formats).
 * COMMIT is known in Query, and in Execute by the statement that was bound to the portal, so too
 * where a statement is prepared once and executed again.
 */
final class PostgresClientMessages extends Messages {
    private static final int LONGEST_STARTUP = 10_000; // MAX_STARTUP_PACKET_LENGTH of the server
    private static final String TYPES = "BCDEFHPQSXcdfp";
    private static final long HASH_OFFSET = 0xcbf29ce484222325L; // FNV-1a, 64 bits
    private static final long HASH_PRIME = 0x100000001b3L;

    private final PostgresState state;
    private final StatementStart statement = new StatementStart("COMMIT", "END");
    private final CommitNames statements = new CommitNames();
    private final CommitNames portals = new CommitNames();
    private final long[] names = new long[2];
    private char type;
    private byte closing; // whether Close names a statement or a portal
    private boolean startup;
    private int namesRead;

    PostgresClientMessages(PostgresState state) {
        this.state = state;
    }

    /** Whether {@code type} is one of a client's messages. */
    static boolean isType(byte type) {
        return TYPES.indexOf(type) >= 0;
    }

    @Override
    int headerBytes() {
        return state.isStarted() ? 5 : 8;
    }

    @Override
    long begin(byte[] header) {
        namesRead = 0;
        names[0] = HASH_OFFSET;
        names[1] = HASH_OFFSET;
        closing = 0;
        statement.restart();
        return state.isStarted() ? beginTyped(header) : beginUntyped(header);
    }

    private long beginTyped(byte[] header) {
        type = (char) header[0];
        int length = ByteBuffer.wrap(header).getInt(1);
        return isType(header[0]) && length >= 4 ? length - 4 : loseStep(PostgresState.PROTOCOL);
    }

    private long beginUntyped(byte[] header) {
        type = 0;
        int length = ByteBuffer.wrap(header).getInt(0);
        int code = ByteBuffer.wrap(header).getInt(4);
        startup = code >> 16 == 3;
        boolean encryption = code == PostgresRequest.TLS || code == PostgresRequest.GSS;
        if (encryption) {
            state.askEncryption();
        }
        return (startup || encryption || code == PostgresRequest.CANCEL)
                        && length >= 8
                        && length <= LONGEST_STARTUP
                ? length - 8
                : loseStep(PostgresState.PROTOCOL);
    }

    @Override
    boolean wants() {
        return namesRead < namesIn(type) || ((type == 'Q' || type == 'P') && statement.isOpen());
    }

    @Override
    void take(byte next) {
        if (type == 'C' && closing == 0) {
            closing = next;
        } else if (namesRead == namesIn(type)) {
            statement.take(next);
        } else if (next == 0) {
            namesRead++;
        } else {
            names[namesRead] = (names[namesRead] ^ next) * HASH_PRIME;
        }
    }

    @Override
    void ended(int end, MomentSink sink) {
        if (startup) {
            startup = false;
            state.start();
            sink.moment(Moment.START_UP, end);
        }
        switch (type) {
            case 'Q' -> {
                query(statement.isCommit(), end, sink);
                state.request();
            }
            case 'P' -> put(statements, statement.isCommit());
            case 'B' -> put(portals, statements.contains(names[1]));
            case 'E' -> query(portals.contains(names[0]), end, sink);
            case 'C' -> put(closing == 'S' ? statements : portals, false);
            case 'S', 'F' -> state.request();
            default -> {}
        }
    }

    private void query(boolean commit, int end, MomentSink sink) {
        if (commit) {
            state.commit();
        }
        sink.moment(Moment.QUERY, end);
        if (commit) {
            sink.moment(Moment.COMMIT_SENT, end);
        }
    }

    private void put(CommitNames known, boolean commit) {
        if (commit) {
            known.add(names[0]);
        } else {
            known.remove(names[0]);
        }
    }

    private static int namesIn(char type) {
        return switch (type) {
            case 'P', 'E', 'C' -> 1;
            case 'B' -> 2;
            default -> 0;
        };
    }
}
