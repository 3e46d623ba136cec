package dev.poolproof.proxy.protocol;

import dev.poolproof.model.fault.Moment;
import java.nio.ByteBuffer;

/**
 * What a PostgreSQL server sends, in protocol 3. The answer to COMMIT is a CommandComplete that
 * says so; where the transaction had failed or fails in COMMIT, the CommandComplete that says
 * ROLLBACK, or the ErrorResponse, to the request with the COMMIT.
 */
final class PostgresServerMessages extends Messages {
    private static final String TYPES = "123ACDEGHIKNRSTVWZcdnstv";
    private static final int LONGEST_TAG = 8; // ROLLBACK

    private final PostgresState state;
    private final Prefix prefix = new Prefix(LONGEST_TAG);
    private boolean authenticationSeen;
    private char type;

    PostgresServerMessages(PostgresState state) {
        this.state = state;
    }

    @Override
    int headerBytes() {
        return state.isEncryptionAsked() ? 1 : 5;
    }

    @Override
    long begin(byte[] header) {
        prefix.clear();
        type = (char) header[0];
        if (state.isEncryptionAsked()) {
            return beginAnswer();
        }
        int length = ByteBuffer.wrap(header).getInt(1);
        return TYPES.indexOf(type) >= 0 && length >= 4
                ? length - 4
                : loseStep(PostgresState.PROTOCOL);
    }

    /** The one byte that answers to SSLRequest or GSSENCRequest. */
    private long beginAnswer() {
        state.refuseEncryption();
        char answer = type;
        type = 0;
        switch (answer) {
            case 'S' -> giveUp("TLS: the moments of %s cannot be seen", PostgresState.PROTOCOL);
            case 'G' -> giveUp("GSS: the moments of %s cannot be seen", PostgresState.PROTOCOL);
            case 'N' -> {}
            default -> loseStep(PostgresState.PROTOCOL);
        }
        return 0;
    }

    @Override
    boolean wants() {
        return (type == 'C' || type == 'Z') && !prefix.isFull();
    }

    @Override
    void take(byte next) {
        prefix.add(next);
    }

    @Override
    void known(int start, MomentSink sink) {
        switch (type) {
            case 'R' -> authentication(start, sink);
            case 'C' -> complete(start, sink);
            case 'E' -> commitFailed(start, sink);
            case 'Z' -> ready(start, sink);
            default -> {}
        }
    }

    private void authentication(int start, MomentSink sink) {
        if (!authenticationSeen) {
            authenticationSeen = true;
            sink.moment(Moment.AUTHENTICATION, start);
        }
    }

    private void complete(int start, MomentSink sink) {
        if (prefix.startsWith("COMMIT")) {
            state.commitAnswered();
            sink.moment(Moment.COMMIT_ANSWERED, start);
        } else if (prefix.startsWith("ROLLBACK")) {
            commitFailed(start, sink);
        }
    }

    private void commitFailed(int start, MomentSink sink) {
        if (state.isCommitDue()) {
            state.commitAnswered();
            sink.moment(Moment.COMMIT_ANSWERED, start);
        }
    }

    private void ready(int start, MomentSink sink) {
        state.ready();
        if (prefix.at(0) == 'T' || prefix.at(0) == 'E') {
            sink.moment(Moment.IDLE_IN_TRANSACTION, start);
        }
    }
}
