package dev.poolproof.http.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.poolproof.http.Payload;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.util.Collections;
import java.util.List;

/**
 * A file in a {@code multipart/form-data} body, which is made while it is sent, and so not sent
 * again by clients that would.
 *
 * @param bytes of the file
 */
public record Upload(URI uri, long bytes, UploadFraming framing) {
    private static final String BOUNDARY = "poolproof";
    private static final byte[] BEFORE =
            ("--"
                            + BOUNDARY
                            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\""
                            + "\r\nContent-Type: application/octet-stream\r\n\r\n")
                    .getBytes(US_ASCII);
    private static final byte[] AFTER = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(US_ASCII);

    /** The value of the header. */
    public String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    /** Bytes of the whole body. */
    public long length() {
        return BEFORE.length + bytes + AFTER.length;
    }

    /** The body, from its beginning. */
    public InputStream body() {
        return new SequenceInputStream(
                Collections.enumeration(
                        List.of(
                                new ByteArrayInputStream(BEFORE),
                                Payload.stream(bytes),
                                new ByteArrayInputStream(AFTER))));
    }
}
