package dev.poolproof.http.client;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What has come of an answer so far. Used by the thread that asked. */
public final class Received {
    private static final int BUFFER = 8192;

    private final BodyReader reader;
    private int status;
    private long bytes;

    /** Nothing yet. */
    public Received(BodyReader reader) {
        this.reader = reader;
    }

    /** The status has come. */
    public void status(int code) {
        status = code;
    }

    /** That many bytes more have come. */
    public void bytes(int more) {
        bytes += more;
        reader.received(bytes);
    }

    /** Reads a body to its end; {@code null} is none. */
    public void all(@Nullable InputStream body) throws IOException {
        if (body == null) {
            return;
        }
        byte[] buffer = new byte[BUFFER];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            bytes(read);
        }
    }

    /** The client took it for whole. */
    public Answer whole() {
        return new Answer(status, bytes, null);
    }

    /** The client threw. */
    public Answer broken(Throwable thrown) {
        return new Answer(status, bytes, thrown);
    }
}
