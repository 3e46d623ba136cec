package dev.poolproof.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.poolproof.proxy.FaultCase.Manner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A server for one connection that says in words what it has seen of it. */
final class AnsweringServer implements AutoCloseable {
    static final String QUERY = "query";
    static final String ANSWER = "answer".repeat(20);

    static final String FIN = "FIN (end of stream)";

    /** Answered with itself, and not told of. */
    static final int WARM_UP = '.';

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Manner manner;
    private volatile @Nullable Socket connection;
    private volatile String saw = "nobody connects"; // only written by the server's thread

    AnsweringServer(Manner manner) throws IOException {
        this.manner = manner;
        Thread thread = new Thread(this::serve, "answering-server");
        thread.setDaemon(true);
        thread.start();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** Sends without being asked, on a connection that was warmed up. */
    void tell() throws IOException {
        Socket open = connection;
        if (open == null) {
            throw new IllegalStateException("nobody has connected");
        }
        open.getOutputStream().write(ANSWER.getBytes(US_ASCII));
    }

    /** What it has seen so far. */
    String saw() {
        return saw;
    }

    /** What a side met that has read so much of what it expected. */
    static String inWords(String got, String wanted, String name) {
        if (got.isEmpty()) {
            return "";
        }
        if (got.length() < wanted.length()) {
            return "%d bytes of the %s".formatted(got.length(), name);
        }
        return (got.equals(wanted) ? "the " : "another ") + name;
    }

    /** An end in words: what came, and how it came to the reader. */
    static String inWords(IOException thrown) {
        String words = Thrown.inWords(thrown);
        return words.contains("Connection reset") ? "RST (%s)".formatted(words) : words;
    }

    static String then(String before, String end) {
        return before.isEmpty() ? end : before + ", then " + end;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        Socket open = connection;
        if (open != null) {
            open.close();
        }
    }

    private void serve() {
        StringBuilder got = new StringBuilder();
        try (Socket socket = listener.accept()) {
            socket.setTcpNoDelay(true);
            saw = "nothing";
            connection = socket;
            read(socket, got);
            saw = then(inWords(got.toString(), QUERY, "query"), FIN);
        } catch (IOException e) {
            if (!listener.isClosed()) {
                saw = then(inWords(got.toString(), QUERY, "query"), inWords(e));
            }
        }
    }

    private void read(Socket socket, StringBuilder got) throws IOException {
        for (int next = socket.getInputStream().read();
                next >= 0;
                next = socket.getInputStream().read()) {
            if (next == WARM_UP) {
                socket.getOutputStream().write(WARM_UP);
                continue;
            }
            got.append((char) next);
            saw = inWords(got.toString(), QUERY, "query");
            if (got.length() == QUERY.length()) {
                react(socket);
            }
        }
    }

    private void react(Socket socket) throws IOException {
        if (manner == Manner.ASKED) {
            socket.getOutputStream().write(ANSWER.getBytes(US_ASCII));
        } else if (manner == Manner.HUNG_UP) {
            socket.shutdownOutput();
        }
    }
}
