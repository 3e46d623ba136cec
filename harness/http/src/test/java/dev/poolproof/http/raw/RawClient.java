package dev.poolproof.http.raw;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;

/** Sends a request over a connection of its own, and reads until the connection ends. */
public record RawClient(InetSocketAddress server, int receiveBuffer) {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String GAP = "\r\n\r\n";

    public RawClient(InetSocketAddress server) {
        this(server, 0);
    }

    public RawAnswer get(String target, ReadPace pace) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\nHost: raw\r\nConnection: close" + GAP, pace);
    }

    public RawAnswer send(String request, ReadPace pace) throws IOException {
        try (Socket socket = new Socket()) {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(server);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            String ending = read(socket.getInputStream(), all, pace);
            return answer(all.toString(ISO_8859_1), ending);
        }
    }

    private static String read(InputStream from, ByteArrayOutputStream to, ReadPace pace)
            throws IOException {
        byte[] buffer = new byte[8192];
        long startNanos = System.nanoTime();
        try {
            pace.await(startNanos, 0);
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                to.write(buffer, 0, read);
                pace.await(startNanos, to.size());
            }
            return "FIN";
        } catch (SocketException e) {
            return "RST";
        }
    }

    private static RawAnswer answer(String all, String ending) {
        int gap = all.indexOf(GAP);
        if (gap < 0) {
            return new RawAnswer(0, "", "", false, ending);
        }
        String header = all.substring(0, gap);
        String rest = all.substring(gap + GAP.length());
        int status = Integer.parseInt(header.split(" ", 3)[1]);
        String lower = header.toLowerCase(Locale.ROOT);
        if (lower.contains("transfer-encoding: chunked")) {
            return dechunked(status, header, rest, ending);
        }
        int at = lower.indexOf("content-length: ");
        long length =
                at < 0 ? -1 : Long.parseLong(lower.substring(at + 16).split("\r\n", 2)[0].strip());
        return new RawAnswer(status, header, rest, rest.length() == length, ending);
    }

    private static RawAnswer dechunked(int status, String header, String rest, String ending) {
        StringBuilder body = new StringBuilder();
        int place = 0;
        while (true) {
            int line = rest.indexOf("\r\n", place);
            if (line < 0) {
                break;
            }
            int size = Integer.parseInt(rest.substring(place, line), 16);
            if (size == 0) {
                return new RawAnswer(status, header, body.toString(), true, ending);
            }
            int end = Math.min(rest.length(), line + 2 + size);
            body.append(rest, line + 2, end);
            place = end + 2;
            if (place > rest.length()) {
                break;
            }
        }
        return new RawAnswer(status, header, body.toString(), false, ending);
    }
}
