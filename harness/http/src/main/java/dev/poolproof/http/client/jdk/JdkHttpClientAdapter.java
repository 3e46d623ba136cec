package dev.poolproof.http.client.jdk;

import dev.poolproof.http.client.Answer;
import dev.poolproof.http.client.BodyReader;
import dev.poolproof.http.client.ClientSettings;
import dev.poolproof.http.client.HttpClientAdapter;
import dev.poolproof.http.client.Received;
import dev.poolproof.http.client.Upload;
import dev.poolproof.http.client.UploadFraming;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/**
 * {@code java.net.http.HttpClient}, with bodies as streams. Where it has asked for {@code 100
 * Continue} and is refused instead, JDK 17.0.15 waits for the body of the answer and is ended by
 * nothing, neither a timeout nor an interrupt (JDK-8286171); JDK 25 has the answer.
 */
public final class JdkHttpClientAdapter implements HttpClientAdapter {
    private final HttpClient client;
    private final ClientSettings settings;

    /** Called through reflection. */
    public JdkHttpClientAdapter() {
        this(Map.of());
    }

    /** Called through reflection. */
    public JdkHttpClientAdapter(Map<String, String> values) {
        settings = new ClientSettings(values);
        settings.ofJvm("jdk.httpclient.connectionPoolSize");
        settings.ofJvm("jdk.httpclient.keepalive.timeout");
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        settings.duration("connectTimeout", builder::connectTimeout);
        client = builder.build();
    }

    @Override
    public Answer download(URI uri, BodyReader reader) {
        return send(request(uri).build(), new Received(reader));
    }

    @Override
    public Answer upload(Upload upload) {
        BodyPublisher body = BodyPublishers.ofInputStream(upload::body);
        if (upload.framing() != UploadFraming.CHUNKED) {
            body = BodyPublishers.fromPublisher(body, upload.length());
        }
        return send(
                request(upload.uri())
                        .header("Content-Type", upload.contentType())
                        .expectContinue(upload.framing() == UploadFraming.EXPECT_CONTINUE)
                        .POST(body)
                        .build(),
                new Received(BodyReader.FAST));
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        settings.duration("timeout", request::timeout);
        return request;
    }

    private Answer send(HttpRequest request, Received received) {
        try {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            received.status(response.statusCode());
            try (InputStream body = response.body()) {
                received.all(body);
            }
            return received.whole();
        } catch (IOException e) {
            return received.broken(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return received.broken(e);
        }
    }

    /** Before JDK 21 it cannot be closed: it goes when nobody holds it. */
    @Override
    public void close() {}
}
