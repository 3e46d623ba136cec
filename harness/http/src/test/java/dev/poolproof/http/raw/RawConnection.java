package dev.poolproof.http.raw;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** A connection over which a test says and reads what it wants, as often as it wants. */
public final class RawConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String GAP = "\r\n\r\n";

    private final Socket socket;
    private final InputStream from;

    public RawConnection(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        from = new BufferedInputStream(socket.getInputStream());
    }

    public RawConnection send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    /** Status line and header of the next answer, with the gap after it. */
    public String header() throws IOException {
        StringBuilder header = new StringBuilder();
        while (header.indexOf(GAP) < 0) {
            header.append((char) read());
        }
        return header.toString();
    }

    /** So many bytes of a body. */
    public String body(int bytes) throws IOException {
        StringBuilder body = new StringBuilder();
        while (body.length() < bytes) {
            body.append((char) read());
        }
        return body.toString();
    }

    /** Reads a chunked body; as many bytes as its chunks had. */
    public int chunkedBody() throws IOException {
        int all = 0;
        while (true) {
            StringBuilder line = new StringBuilder();
            while (line.indexOf("\r\n") < 0) {
                line.append((char) read());
            }
            int size = Integer.parseInt(line.toString().strip(), 16);
            body(size + 2);
            if (size == 0) {
                return all;
            }
            all += size;
        }
    }

    private int read() throws IOException {
        int read = from.read();
        if (read < 0) {
            throw new IOException("the connection has ended");
        }
        return read;
    }

    /** Reads to the end: what came, and {@code FIN} or {@code RST}. */
    public String rest() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                all.write(buffer, 0, read);
            }
            return all.toString(ISO_8859_1) + "FIN";
        } catch (SocketException e) {
            return all.toString(ISO_8859_1) + "RST";
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
