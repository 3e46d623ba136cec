package dev.poolproof.control;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server that sends back what it gets. */
final class Echo implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000; // a hang shows as a timeout, not for ever

    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    Echo() throws IOException {
        listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        start("echo", this::accept);
    }

    String address() {
        return HostPort.print((InetSocketAddress) listener.getLocalSocketAddress());
    }

    /** A client of whoever listens there. */
    static Socket connect(String address) throws IOException {
        HostPort target = HostPort.parse("address", address);
        Socket client = new Socket();
        client.setTcpNoDelay(true);
        client.connect(new InetSocketAddress(target.host(), target.port()), PATIENCE_MILLIS);
        client.setSoTimeout(PATIENCE_MILLIS);
        return client;
    }

    /** Whether bytes go there and come back through {@code client}. */
    static boolean echoes(Socket client) throws IOException {
        client.getOutputStream().write("ping".getBytes(US_ASCII));
        return client.getInputStream().readNBytes(4).length == 4;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                start("echo-one", () -> echo(socket));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void echo(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // The client has broken the connection, as some are to.
        }
        sockets.remove(socket);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
