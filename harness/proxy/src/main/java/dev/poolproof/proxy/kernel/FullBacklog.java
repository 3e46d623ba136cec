package dev.poolproof.proxy.kernel;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A listening socket whose queue is full of connections that nobody accepts, so that the kernel
 * drops further SYNs. For Linux, with net.ipv4.tcp_abort_on_overflow 0, which is the default.
 */
public final class FullBacklog implements Closeable {
    private static final int MOST = 64; // a queue of 1 takes two
    private static final int PATIENCE_MILLIS = 200; // loopback answers a SYN at once, if at all

    private final ServerSocket listener = new ServerSocket();
    private final Deque<Socket> waiting = new ArrayDeque<>();

    public FullBacklog(InetSocketAddress address) throws IOException {
        try {
            listener.setReuseAddress(true);
            listener.bind(address, 1);
            fill();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : waiting) {
            socket.close();
        }
    }

    private void fill() throws IOException {
        while (waiting.size() < MOST) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(listener.getLocalSocketAddress(), PATIENCE_MILLIS);
            } catch (SocketTimeoutException e) {
                waiting.removeLast().close(); // its SYN was dropped: the queue is full
                return;
            }
        }
        throw new IOException("the kernel takes connections beyond the backlog of a listener");
    }
}
