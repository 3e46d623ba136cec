package dev.poolproof.http.nginx;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of loopback for servers that are told where to listen. */
public final class FreePort {
    private FreePort() {}

    /** One that nobody listens on; another process may take it before its server does. */
    public static InetSocketAddress find() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
            return new InetSocketAddress(loopback, socket.getLocalPort());
        }
    }
}
