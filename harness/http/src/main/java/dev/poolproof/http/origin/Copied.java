package dev.poolproof.http.origin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Bytes that went from one stream to another, which are known too when that fails midway. */
final class Copied {
    private static final int BUFFER = 8192;

    private long bytes;

    /** So far. */
    long bytes() {
        return bytes;
    }

    /** Copies until {@code from} ends; counts what {@code to} has taken. */
    void all(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            to.write(buffer, 0, read);
            bytes += read;
        }
        to.flush();
    }
}
