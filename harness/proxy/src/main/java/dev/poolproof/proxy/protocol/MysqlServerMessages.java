package dev.poolproof.proxy.protocol;

import dev.poolproof.model.fault.Moment;

/** What a server of MySQL or MariaDB sends. */
final class MysqlServerMessages extends MysqlPackets {
    private static final int PROTOCOL_VERSION = 10;
    private static final int ERR = 0xff;
    private static final int OK = 0x00;

    private final MysqlState state;
    private final MysqlAnswer answer;
    private final Prefix prefix = new Prefix(MysqlAnswer.PREFIX_BYTES);
    private boolean authenticationSeen;

    MysqlServerMessages(MysqlState state) {
        this.state = state;
        this.answer = new MysqlAnswer(state);
    }

    @Override
    void beginPacket() {
        prefix.clear();
    }

    @Override
    boolean wants() {
        return !isContinued() && !prefix.isFull();
    }

    @Override
    void take(byte next) {
        prefix.add(next);
    }

    @Override
    void known(int start, MomentSink sink) {
        if (isContinued()) {
            return;
        }
        switch (state.phase()) {
            case GREETING -> greet();
            case RESPONSE -> {} // an ERR that ends the connection
            case AUTHENTICATION -> authenticate(start, sink);
            case COMMANDS -> {
                if (!answer.packet(prefix, length(), sequence(), start, sink)) {
                    loseStep(MysqlState.PROTOCOL);
                }
            }
        }
    }

    private void greet() {
        boolean greeting = prefix.at(0) == PROTOCOL_VERSION || prefix.at(0) == ERR;
        if (greeting && sequence() == 0 && length() > 0) {
            state.phase(MysqlState.Phase.RESPONSE);
        } else {
            loseStep(MysqlState.PROTOCOL);
        }
    }

    private void authenticate(int start, MomentSink sink) {
        if (!authenticationSeen) {
            authenticationSeen = true;
            sink.moment(Moment.AUTHENTICATION, start);
        }
        if (state.isCompressing()) {
            giveUp("compression: the moments of %s cannot be seen", MysqlState.PROTOCOL);
        } else if (prefix.at(0) == OK) {
            state.phase(MysqlState.Phase.COMMANDS);
        }
    }
}
