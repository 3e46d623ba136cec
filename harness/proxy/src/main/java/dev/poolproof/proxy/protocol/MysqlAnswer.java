package dev.poolproof.proxy.protocol;

import dev.poolproof.model.fault.Moment;
import dev.poolproof.proxy.protocol.MysqlState.Kind;

/**
 * Where in the answer to a command a server of MySQL is. Needs no capabilities: what they change in
 * an answer shows in the packets, which serves connections that are joined later too.
 */
final class MysqlAnswer {
    /** The first byte of an OK, two numbers of up to nine bytes, and the status. */
    static final int PREFIX_BYTES = 21;

    private static final int OK = 0x00;
    private static final int FILE_WANTED = 0xfb;
    private static final int EOF = 0xfe; // or, longer than EOF_BYTES, an OK in its place
    private static final int ERR = 0xff;
    private static final int EOF_BYTES = 5;
    private static final int PROGRESS = 0xffff; // MariaDB's, in the place of an error's number

    private static final int IN_TRANSACTION = 0x0001; // SERVER_STATUS_IN_TRANS
    private static final int MORE_RESULTS = 0x0008; // SERVER_MORE_RESULTS_EXISTS
    private static final int CURSOR = 0x0040; // SERVER_STATUS_CURSOR_EXISTS: rows are fetched later

    private final MysqlState state;
    private Step step = Step.FIRST;
    private int definitions; // to come
    private int lastSequence;
    private boolean commitSeen;

    MysqlAnswer(MysqlState state) {
        this.state = state;
    }

    private enum Step {
        FIRST,
        PREPARED,
        DEFINITIONS,
        DEFINED,
        ROWS
    }

    /**
     * A packet has come.
     *
     * @return false if it cannot be one that follows the last
     */
    boolean packet(Prefix prefix, int length, int sequence, int start, MomentSink sink) {
        boolean follows = step == Step.FIRST || sequence == (lastSequence + 1 & 0xff);
        lastSequence = sequence;
        switch (step) {
            case FIRST -> first(prefix, length, sequence, start, sink);
            case PREPARED -> prepared(prefix, length);
            case DEFINITIONS -> {
                definitions--;
                step = definitions == 0 ? Step.DEFINED : Step.DEFINITIONS;
            }
            case DEFINED -> defined(prefix, length, start, sink);
            case ROWS -> row(prefix, length, start, sink);
        }
        return follows;
    }

    private void first(Prefix prefix, int length, int sequence, int start, MomentSink sink) {
        Kind kind = state.asked();
        if (kind == null || (isEof(prefix, length) && sequence != 1)) {
            return; // unasked, or the end of the definitions of a prepared statement
        }
        if (kind == Kind.COMMIT && !commitSeen) {
            commitSeen = true;
            sink.moment(Moment.COMMIT_ANSWERED, start);
        }
        if (prefix.at(0) == ERR) {
            error(prefix);
            return;
        }
        switch (kind) {
            case TEXT -> finish();
            case ROWS -> {
                step = Step.ROWS;
                row(prefix, length, start, sink);
            }
            case LOGIN -> {
                if (prefix.at(0) == OK) {
                    finish();
                }
            }
            case PREPARE -> prepare(prefix);
            case ORDINARY, COMMIT -> ordinary(prefix, length, start, sink);
        }
    }

    private void ordinary(Prefix prefix, int length, int start, MomentSink sink) {
        switch (prefix.at(0)) {
            case OK, EOF -> result(prefix, length, start, sink);
            case FILE_WANTED -> state.takingFile(true);
            default -> {
                definitions = columns(prefix);
                int size = sizeOf(prefix.at(0));
                // MariaDB's MARIADB_CLIENT_CACHE_METADATA: a byte tells whether definitions follow.
                boolean left = length == size + 1 && prefix.at(size) == 0;
                step = left || definitions == 0 ? Step.DEFINED : Step.DEFINITIONS;
            }
        }
    }

    private void prepare(Prefix prefix) {
        definitions = prefix.shortAt(5) + prefix.shortAt(7); // columns, parameters
        if (definitions == 0) {
            finish();
        } else {
            step = Step.PREPARED;
        }
    }

    private void prepared(Prefix prefix, int length) {
        if (!isEof(prefix, length)) {
            definitions--;
        }
        if (definitions == 0) {
            finish();
        }
    }

    /** The definitions are over; an EOF says so, or where it is deprecated, nothing does. */
    private void defined(Prefix prefix, int length, int start, MomentSink sink) {
        step = Step.ROWS;
        if (!isEof(prefix, length)) {
            row(prefix, length, start, sink);
        } else if ((status(prefix, length) & CURSOR) != 0) {
            result(prefix, length, start, sink);
        }
    }

    private void row(Prefix prefix, int length, int start, MomentSink sink) {
        if (prefix.at(0) == EOF && length < MysqlPackets.LONGEST) {
            result(prefix, length, start, sink);
        } else if (prefix.at(0) == ERR) {
            error(prefix);
        }
    }

    /** One result is complete. */
    private void result(Prefix prefix, int length, int start, MomentSink sink) {
        int status = status(prefix, length);
        step = Step.FIRST;
        if ((status & MORE_RESULTS) != 0) {
            return;
        }
        finish();
        if ((status & IN_TRANSACTION) != 0) {
            sink.moment(Moment.IDLE_IN_TRANSACTION, start);
        }
    }

    private void error(Prefix prefix) {
        if (prefix.shortAt(1) != PROGRESS) {
            finish();
        }
    }

    private void finish() {
        step = Step.FIRST;
        commitSeen = false;
        state.answered();
    }

    private static boolean isEof(Prefix prefix, int length) {
        return prefix.at(0) == EOF && length == EOF_BYTES;
    }

    private static int status(Prefix prefix, int length) {
        if (isEof(prefix, length)) {
            return prefix.shortAt(3);
        }
        int affectedRows = 1;
        int lastInsertId = affectedRows + sizeOf(prefix.at(affectedRows));
        return prefix.shortAt(lastInsertId + sizeOf(prefix.at(lastInsertId)));
    }

    /** How many bytes a length-encoded integer has. */
    private static int sizeOf(int first) {
        return switch (first) {
            case 0xfc -> 3;
            case 0xfd -> 4;
            case 0xfe -> 9;
            default -> 1;
        };
    }

    private static int columns(Prefix prefix) {
        return sizeOf(prefix.at(0)) == 1 ? prefix.at(0) : prefix.shortAt(1); // 4096 at most
    }
}
