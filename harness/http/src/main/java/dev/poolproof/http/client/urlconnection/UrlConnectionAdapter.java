package dev.poolproof.http.client.urlconnection;

import dev.poolproof.http.client.Answer;
import dev.poolproof.http.client.BodyReader;
import dev.poolproof.http.client.ClientSettings;
import dev.poolproof.http.client.HttpClientAdapter;
import dev.poolproof.http.client.Received;
import dev.poolproof.http.client.Upload;
import dev.poolproof.http.client.UploadFraming;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;

/** {@code HttpURLConnection}, with bodies as streams. */
public final class UrlConnectionAdapter implements HttpClientAdapter {
    private static final int CHUNK = 8192;

    private final ClientSettings settings;

    /** Called through reflection. */
    public UrlConnectionAdapter() {
        this(Map.of());
    }

    /** Called through reflection. */
    public UrlConnectionAdapter(Map<String, String> values) {
        settings = new ClientSettings(values);
        settings.ofJvm("http.keepAlive");
        settings.ofJvm("http.maxConnections");
        settings.ofJvm("sun.net.http.retryPost");
    }

    @Override
    public Answer download(URI uri, BodyReader reader) {
        Received received = new Received(reader);
        try {
            return read(open(uri), received);
        } catch (IOException e) {
            return received.broken(e);
        }
    }

    @Override
    public Answer upload(Upload upload) {
        Received received = new Received(BodyReader.FAST);
        try {
            HttpURLConnection connection = open(upload.uri());
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", upload.contentType());
            if (upload.framing() == UploadFraming.EXPECT_CONTINUE) {
                connection.setRequestProperty("Expect", "100-continue");
            }
            if (upload.framing() == UploadFraming.CHUNKED) {
                connection.setChunkedStreamingMode(CHUNK);
            } else {
                connection.setFixedLengthStreamingMode(upload.length());
            }
            send(upload, connection);
            return read(connection, received);
        } catch (IOException e) {
            return received.broken(e);
        }
    }

    private static void send(Upload upload, HttpURLConnection connection) throws IOException {
        try (InputStream body = upload.body();
                OutputStream to = connection.getOutputStream()) {
            body.transferTo(to);
        } catch (IOException e) {
            // A server may answer before it has the body: its status is asked for all the same.
            if (connection.getResponseCode() < 0) {
                throw e;
            }
        }
    }

    private HttpURLConnection open(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        settings.duration(
                "connectTimeout", time -> connection.setConnectTimeout((int) time.toMillis()));
        settings.duration("readTimeout", time -> connection.setReadTimeout((int) time.toMillis()));
        return connection;
    }

    private static Answer read(HttpURLConnection connection, Received received) throws IOException {
        received.status(connection.getResponseCode());
        try (InputStream body =
                connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST
                        ? connection.getInputStream()
                        : connection.getErrorStream()) {
            received.all(body);
        } catch (IOException e) {
            return received.broken(e);
        }
        return received.whole();
    }

    /** Its connections are kept by the JVM, and closed by it. */
    @Override
    public void close() {}
}
