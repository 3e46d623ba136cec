package dev.poolproof.warp.runtime;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/**
 * The timeouts of sockets in virtual time. Their resolution is a real millisecond; 0 means no
 * timeout and stays 0.
 */
public final class Sockets {
    private static final SocketTimeouts TIMEOUTS = new SocketTimeouts();

    private Sockets() {}

    /** {@link Socket#connect(SocketAddress, int)}. */
    public static void connect(Socket socket, SocketAddress address, int timeout)
            throws IOException {
        boolean virtual = Receivers.keepsVirtualTime(socket, "connect(Ljava/net/SocketAddress;I)V");
        socket.connect(address, virtual ? timeout : realMillis(timeout));
    }

    /** {@link Socket#setSoTimeout(int)}. */
    public static void setSoTimeout(Socket socket, int timeout) throws SocketException {
        if (Receivers.keepsVirtualTime(socket, "setSoTimeout(I)V")) {
            socket.setSoTimeout(timeout);
        } else {
            TIMEOUTS.set(socket, timeout);
        }
    }

    /** {@link Socket#getSoTimeout()}; exactly what was set, whatever became of it. */
    public static int getSoTimeout(Socket socket) throws SocketException {
        int timeout = socket.getSoTimeout();
        return Receivers.keepsVirtualTime(socket, "getSoTimeout()I")
                ? timeout
                : TIMEOUTS.virtual(socket, timeout);
    }

    /** Gives the sockets whose timeout was set the real timeout of the present scale. */
    static void rescale() {
        TIMEOUTS.rescale();
    }

    static int realMillis(int timeout) {
        return (int) VirtualTime.realMillis(timeout);
    }
}
