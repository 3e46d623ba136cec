package dev.poolproof.http.alb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;

/** One end of a connection, which a test plays by hand. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String GAP = "\r\n\r\n";

    private final Socket socket;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    static Wire connect(InetSocketAddress address) throws IOException {
        return new Wire(new Socket(address.getAddress(), address.getPort()));
    }

    Wire send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    /** Sends a request without a body. */
    Wire get(String target) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\nHost: test" + GAP);
    }

    /** Answers with status 200. */
    Wire answer(String body) throws IOException {
        return send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + GAP + body);
    }

    /** The head of the next message. */
    String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith(GAP)) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("ended after " + head);
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }

    /** So many bytes. */
    String body(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), ISO_8859_1);
    }

    /** Status, body and whether the connection is kept, of an answer with a length. */
    String answered() throws IOException {
        String head = head();
        int at = head.toLowerCase(Locale.ROOT).indexOf("content-length: ");
        int length = Integer.parseInt(head.substring(at + 16).split("\r\n", 2)[0]);
        String body = body(length);
        String status = head.split(" ", 3)[1];
        boolean kept = head.contains("onnection: keep-alive");
        return status + (status.equals("200") ? " " + body : "") + (kept ? " kept" : " last");
    }

    /** All that comes, and how it ended: {@code …FIN} or {@code …RST}. */
    String toEnd() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int read = socket.getInputStream().read(buffer);
                    read >= 0;
                    read = socket.getInputStream().read(buffer)) {
                all.write(buffer, 0, read);
            }
            return all.toString(ISO_8859_1) + "FIN";
        } catch (SocketException e) {
            return all.toString(ISO_8859_1) + "RST";
        }
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** By FIN, if all that came was read. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
