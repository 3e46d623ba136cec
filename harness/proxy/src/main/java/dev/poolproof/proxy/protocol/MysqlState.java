package dev.poolproof.proxy.protocol;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What one side of a MySQL connection has to know of the other. */
final class MysqlState {
    static final String PROTOCOL = "MySQL";
    private static final int MOST_OUTSTANDING = 10_000;

    private final Queue<Kind> outstanding = new ArrayDeque<>();
    private Phase phase;
    private boolean compressing;
    private boolean takingFile;

    private MysqlState(Phase phase) {
        this.phase = phase;
    }

    /** A connection on which nothing has been sent. */
    static MysqlState fresh() {
        return new MysqlState(Phase.GREETING);
    }

    /** A connection in use, on which all commands are answered. */
    static MysqlState inUse() {
        return new MysqlState(Phase.COMMANDS);
    }

    /** How far a connection is. */
    enum Phase {
        /** The server has not greeted yet. */
        GREETING,
        /** The client has not sent its HandshakeResponse41 yet. */
        RESPONSE,
        AUTHENTICATION,
        COMMANDS
    }

    /** A command, by the form of its answer. */
    enum Kind {
        /** OK, ERR, EOF or a result set. */
        ORDINARY,
        /** As ordinary ones, and commits. */
        COMMIT,
        /** COM_STMT_PREPARE_OK with definitions. */
        PREPARE,
        /** Rows or definitions at once. */
        ROWS,
        /** One packet of text. */
        TEXT,
        /** An authentication. */
        LOGIN
    }

    Phase phase() {
        return phase;
    }

    void phase(Phase next) {
        phase = next;
    }

    /** What follows the authentication is compressed. */
    void compress() {
        compressing = true;
    }

    boolean isCompressing() {
        return compressing;
    }

    /** The server asks the client for a file, or has it. */
    void takingFile(boolean now) {
        takingFile = now;
    }

    boolean isTakingFile() {
        return takingFile;
    }

    /**
     * The client has sent a command.
     *
     * @return false if too many are without an answer
     */
    boolean asked(Kind kind) {
        outstanding.add(kind);
        return outstanding.size() <= MOST_OUTSTANDING;
    }

    /** The command which the server answers next, or is answering; null if there is none. */
    @Nullable Kind asked() {
        return outstanding.peek();
    }

    /** That command is answered. */
    void answered() {
        outstanding.poll();
    }
}
