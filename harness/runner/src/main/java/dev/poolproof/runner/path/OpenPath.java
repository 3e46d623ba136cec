package dev.poolproof.runner.path;

import java.net.InetSocketAddress;

/** A path that is open for the connections of one cell. */
public interface OpenPath extends AutoCloseable {
    /** Where the pool connects. */
    InetSocketAddress address();

    /** Ends the path with all its connections; does nothing the second time. */
    @Override
    void close();
}
