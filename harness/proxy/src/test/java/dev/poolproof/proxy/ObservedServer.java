package dev.poolproof.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A database server that tells what it knows of a client, whom it knows by a name. */
interface ObservedServer extends AutoCloseable {
    InetSocketAddress address();

    /** What it has logged of the client, in order, each line once. */
    String logged(String client) throws IOException;

    /** The state of the client's session; null without one. */
    @Nullable String state(String client) throws SQLException;

    /** Ends the client's session, should it still be there. */
    void end(String client) throws SQLException;

    @Override
    void close() throws IOException, SQLException;
}
