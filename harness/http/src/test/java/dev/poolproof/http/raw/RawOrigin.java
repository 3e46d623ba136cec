package dev.poolproof.http.raw;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An upstream that does with each connection what a test says, after it has read the request. */
public final class RawOrigin implements AutoCloseable {
    /** What it does; it closes the connection after that. */
    public interface Script {
        void play(Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Script script;

    public RawOrigin(Script script) throws IOException {
        this.script = script;
        inBackground(this::accept);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** The headers of the requests that came. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Writes all of it at once. */
    public static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Ends the connection with a reset. */
    public static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                inBackground(() -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            requests.add(header(socket.getInputStream()));
            script.play(socket);
        } catch (IOException e) {
            // nginx has given this connection up, which is what some tests want it to do.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String header(InputStream from) throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.indexOf("\r\n\r\n") < 0) {
            int read = from.read();
            if (read < 0) {
                throw new IOException("no request");
            }
            header.append((char) read);
        }
        return header.toString();
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "raw-origin");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
