package dev.poolproof.http.origin;

import java.net.InetSocketAddress;
import java.util.List;

/** The application behind nginx, as {@link Origin} describes it, wherever it runs. Thread-safe. */
public interface Application extends AutoCloseable {
    /** Where it listens. */
    InetSocketAddress address();

    /** The requests that have reached it and that it is done with, in that order. */
    List<Served> served();

    /** Stops it; requests that it is still answering are cut off. Nothing of it is left then. */
    @Override
    void close();
}
