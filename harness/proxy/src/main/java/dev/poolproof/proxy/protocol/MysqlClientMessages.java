package dev.poolproof.proxy.protocol;

import dev.poolproof.model.fault.Moment;

/**
 * What a client of MySQL or MariaDB sends. COMMIT is known in COM_QUERY only, as drivers send it,
 * and not where query attributes with values stand before the statement.
 */
final class MysqlClientMessages extends MysqlPackets {
    private static final int COM_QUERY = 0x03;
    private static final int COM_STMT_EXECUTE = 0x17;
    private static final int COM_STMT_BULK_EXECUTE = 0xfa; // MariaDB's
    private static final int LAST_COMMAND = 0x20; // COM_CLONE of MySQL 8
    private static final int NO_PARAMETERS = 0; // then the number of sets of them, which is 1
    private static final int HIGHEST_CONTROL = 8; // no statement begins with it; white space does

    private final MysqlState state;
    private final Prefix prefix = new Prefix(4);
    private final StatementStart statement = new StatementStart("COMMIT");
    private boolean command;

    MysqlClientMessages(MysqlState state) {
        this.state = state;
    }

    /** Whether {@code code} is one of a client's commands. */
    static boolean isCommand(int code) {
        return code <= LAST_COMMAND || code == COM_STMT_BULK_EXECUTE;
    }

    @Override
    void beginPacket() {
        if (isContinued()) {
            return; // the command is what the first packet began
        }
        prefix.clear();
        statement.restart();
        command =
                state.phase() == MysqlState.Phase.COMMANDS
                        && !state.isTakingFile()
                        && sequence() == 0;
    }

    @Override
    boolean wants() {
        return !isContinued()
                && (!prefix.isFull()
                        || (command && prefix.at(0) == COM_QUERY && statement.isOpen()));
    }

    @Override
    void take(byte next) {
        int index = prefix.size();
        if (!prefix.isFull()) {
            prefix.add(next);
        }
        if (command && index > 0 && prefix.at(0) == COM_QUERY) {
            takeStatement(index, next);
        }
    }

    /** With query attributes their number, and that of their sets, stand before the statement. */
    private void takeStatement(int index, byte next) {
        boolean attributes = index == 1 && next >= NO_PARAMETERS && next <= HIGHEST_CONTROL;
        if (attributes && next != NO_PARAMETERS) {
            statement.abandon();
        } else if (!attributes && !(index == 2 && prefix.at(1) == NO_PARAMETERS)) {
            statement.take(next);
        }
    }

    @Override
    void ended(int end, MomentSink sink) {
        if (length() == LONGEST) {
            return;
        }
        switch (state.phase()) {
            case GREETING -> loseStep(MysqlState.PROTOCOL);
            case RESPONSE -> response(end, sink);
            case AUTHENTICATION -> {}
            case COMMANDS -> commands(end, sink);
        }
    }

    private void response(int end, MomentSink sink) {
        int capabilities = prefix.shortAt(0) | prefix.shortAt(2) << 16;
        if (MysqlCapabilities.encrypt(capabilities)) {
            giveUp("TLS: the moments of %s cannot be seen", MysqlState.PROTOCOL);
            return;
        }
        if (MysqlCapabilities.compress(capabilities)) {
            state.compress();
        }
        state.phase(MysqlState.Phase.AUTHENTICATION);
        sink.moment(Moment.START_UP, end);
    }

    private void commands(int end, MomentSink sink) {
        if (state.isTakingFile()) {
            state.takingFile(length() > 0); // an empty packet is the end of the file
        } else if (command) {
            command = false;
            ask(prefix.at(0), end, sink);
        }
    }

    private void ask(int code, int end, MomentSink sink) {
        boolean commit = code == COM_QUERY && statement.isCommit();
        if (!isCommand(code)) {
            loseStep(MysqlState.PROTOCOL);
        } else if (isReplication(code)) {
            giveUp("replication: it has no moments of %s", MysqlState.PROTOCOL);
        } else if (isAnswered(code) && !state.asked(kindOf(code, commit))) {
            giveUp("too many commands at once: the moments of %s are lost", MysqlState.PROTOCOL);
        }
        if (code == COM_QUERY || code == COM_STMT_EXECUTE || code == COM_STMT_BULK_EXECUTE) {
            sink.moment(Moment.QUERY, end);
        }
        if (commit) {
            sink.moment(Moment.COMMIT_SENT, end);
        }
    }

    private static MysqlState.Kind kindOf(int code, boolean commit) {
        return switch (code) {
            case 0x04, 0x1c -> MysqlState.Kind.ROWS; // COM_FIELD_LIST, COM_STMT_FETCH
            case 0x09 -> MysqlState.Kind.TEXT; // COM_STATISTICS
            case 0x11 -> MysqlState.Kind.LOGIN; // COM_CHANGE_USER
            case 0x16 -> MysqlState.Kind.PREPARE; // COM_STMT_PREPARE
            default -> commit ? MysqlState.Kind.COMMIT : MysqlState.Kind.ORDINARY;
        };
    }

    /** Neither COM_QUIT, COM_STMT_SEND_LONG_DATA nor COM_STMT_CLOSE is. */
    private static boolean isAnswered(int code) {
        return code != 0x01 && code != 0x18 && code != 0x19;
    }

    /** COM_BINLOG_DUMP, COM_TABLE_DUMP and COM_BINLOG_DUMP_GTID begin a stream without end. */
    private static boolean isReplication(int code) {
        return code == 0x12 || code == 0x13 || code == 0x1e;
    }
}
