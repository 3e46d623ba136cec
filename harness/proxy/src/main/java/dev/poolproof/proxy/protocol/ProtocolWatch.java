package dev.poolproof.proxy.protocol;

import dev.poolproof.model.history.Side;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Watches both directions of one connection, whichever of the databases' protocols it speaks. What
 * that is the first bytes tell: PostgreSQL's client speaks first, MySQL's server does. On a
 * connection that has been used before, watching begins with the first read from the client that is
 * made of whole messages, and with what the server sends after it.
 */
public final class ProtocolWatch {
    private static final int MOST_MISSES = 64; // reads of one direction that fit no protocol
    private static final int TLS_HANDSHAKE = 0x16;
    private static final String ANY = "the database's protocol";

    private final boolean fromStart;
    private @Nullable Messages client;
    private @Nullable Messages server;
    private @Nullable String unseen;
    private int misses;

    private ProtocolWatch(boolean fromStart) {
        this.fromStart = fromStart;
    }

    /** Of a connection on which nothing has been sent. */
    public static ProtocolWatch ofFresh() {
        return new ProtocolWatch(true);
    }

    /** Of a connection that has been used. */
    public static ProtocolWatch ofUsed() {
        return new ProtocolWatch(false);
    }

    /** Why nothing more is told; null as long as something can be. */
    public @Nullable String unseen() {
        return unseen;
    }

    /** Looks at what {@code from} has sent. */
    public void read(Side from, ByteBuf bytes, MomentSink sink) {
        if (unseen != null || !bytes.isReadable()) {
            return;
        }
        if (client == null) {
            if (fromStart) {
                recognise(from, bytes);
            } else {
                join(from, bytes);
            }
        }
        Messages messages = from == Side.CLIENT ? client : server;
        if (messages != null) {
            messages.read(bytes, sink);
            leaveIfOver(messages);
        }
    }

    private void recognise(Side from, ByteBuf bytes) {
        int first = bytes.getUnsignedByte(bytes.readerIndex());
        if (from == Side.SERVER) {
            watchMysql(MysqlState.fresh());
        } else if (first == 0) { // of a length below 16 MiB
            watchPostgres(PostgresState.fresh());
        } else if (first == TLS_HANDSHAKE) {
            unseen = tls();
        } else {
            unseen = "neither PostgreSQL nor MySQL: no moments can be seen";
        }
    }

    private void join(Side from, ByteBuf bytes) {
        if (WholeMessages.ofTls(bytes)) {
            unseen = tls();
        } else if (from == Side.CLIENT && WholeMessages.ofPostgres(bytes)) {
            watchPostgres(PostgresState.inUse());
        } else if (from == Side.CLIENT && WholeMessages.ofMysql(bytes)) {
            watchMysql(MysqlState.inUse());
        } else if (from == Side.CLIENT) {
            miss();
        }
    }

    private void watchPostgres(PostgresState state) {
        client = new PostgresClientMessages(state);
        server = new PostgresServerMessages(state);
    }

    private void watchMysql(MysqlState state) {
        client = new MysqlClientMessages(state);
        server = new MysqlServerMessages(state);
    }

    private void leaveIfOver(Messages messages) {
        if (messages.isLost() && !fromStart) {
            client = null;
            server = null;
            miss();
        } else {
            unseen = messages.unseen();
        }
    }

    private void miss() {
        misses++;
        if (misses == MOST_MISSES) {
            unseen = "no beginning of a message was found: the moments of " + ANY + " are lost";
        }
    }

    private static String tls() {
        return "TLS: the moments of " + ANY + " cannot be seen";
    }
}
