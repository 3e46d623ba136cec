package dev.poolproof.proxy.kernel;

import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * What this process may do with its sockets here, found out by doing it once.
 *
 * @param seesKeepalive the kernel counts segments in
 * @param dropsPackets the kernel takes a filter that discards what arrives
 */
public record KernelAbilities(boolean seesKeepalive, boolean dropsPackets) {
    private static final System.Logger LOG = System.getLogger(KernelAbilities.class.getName());

    /** Those of sockets without native epoll. */
    public static final KernelAbilities NONE = new KernelAbilities(false, false);

    /**
     * Tries on a connection to a port of loopback that nobody else knows. The native library has to
     * be loaded.
     */
    public static KernelAbilities tried() {
        Socket socket = Socket.newSocketStream();
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            socket.connect(
                    new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()));
            try (java.net.Socket accepted = listener.accept()) {
                socket.finishConnect();
                accepted.setTcpNoDelay(true);
                return new KernelAbilities(countsSegments(socket), takesFilter(socket));
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "a connection over loopback fails", e);
            return NONE;
        } finally {
            closeQuietly(socket);
        }
    }

    /** The handshake's SYN-ACK is the first segment in. */
    private static boolean countsSegments(Socket socket) {
        try {
            return TcpInfo.of(socket).segmentsIn() > 0;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "TCP_INFO cannot be read", e);
            return false;
        }
    }

    private static boolean takesFilter(Socket socket) {
        try {
            PacketFilter.attach(socket, 1);
            return true;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "SO_ATTACH_FILTER is refused", e);
            return false;
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(
                    Level.DEBUG,
                    () -> "closing a scratch socket",
                    e); // it holds nothing that could be lost
        }
    }
}
