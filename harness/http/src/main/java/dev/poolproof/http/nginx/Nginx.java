package dev.poolproof.http.nginx;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** An nginx that runs before one origin. Thread-safe. */
public interface Nginx extends AutoCloseable {
    /** Where clients connect to. */
    InetSocketAddress address();

    /** What it is, with its version, as {@code nginx 1.22.1}. */
    String version();

    /** How real it is. */
    NginxFidelity fidelity();

    /** The lines of its error log so far, from {@code warn} on, as nginx writes them. */
    List<String> errorLog() throws IOException;

    /**
     * The lines of its access log so far: {@code "REQUEST" STATUS BODY-BYTES upstream STATUS "OK"},
     * with nothing between the last quotes of a response that was broken off. A line is written
     * when nginx is done with its request, which may be after the client has its answer.
     */
    List<String> accessLog() throws IOException;

    /** Makes its temporary files writable again, without a restart or a reload. */
    void repair() throws IOException;

    /** Ends it; nothing of it is left when this returns. */
    @Override
    void close();
}
