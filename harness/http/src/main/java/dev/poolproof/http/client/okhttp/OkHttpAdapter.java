package dev.poolproof.http.client.okhttp;

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
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** OkHttp. */
public final class OkHttpAdapter implements HttpClientAdapter {
    /** What {@code ConnectionPool()} has. */
    private static final int MAX_IDLE_CONNECTIONS = 5;

    private static final Duration KEEP_ALIVE = Duration.ofMinutes(5);

    private final OkHttpClient client;

    /** Called through reflection. */
    public OkHttpAdapter() {
        this(Map.of());
    }

    /** Called through reflection. */
    public OkHttpAdapter(Map<String, String> values) {
        ClientSettings settings = new ClientSettings(values);
        OkHttpClient.Builder builder =
                new OkHttpClient.Builder().connectionPool(connections(settings));
        settings.flag("retryOnConnectionFailure", builder::retryOnConnectionFailure);
        settings.duration("callTimeout", builder::callTimeout);
        settings.duration("connectTimeout", builder::connectTimeout);
        settings.duration("readTimeout", builder::readTimeout);
        settings.duration("writeTimeout", builder::writeTimeout);
        client = builder.build();
    }

    private static ConnectionPool connections(ClientSettings settings) {
        AtomicInteger maxIdle = new AtomicInteger(MAX_IDLE_CONNECTIONS);
        AtomicReference<Duration> keepAlive = new AtomicReference<>(KEEP_ALIVE);
        settings.number("maxIdleConnections", maxIdle::set);
        settings.duration("keepAliveDuration", keepAlive::set);
        return new ConnectionPool(maxIdle.get(), keepAlive.get().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Answer download(URI uri, BodyReader reader) {
        return send(new Request.Builder().url(uri.toString()).build(), new Received(reader));
    }

    @Override
    public Answer upload(Upload upload) {
        Request.Builder request =
                new Request.Builder().url(upload.uri().toString()).post(new Body(upload));
        if (upload.framing() == UploadFraming.EXPECT_CONTINUE) {
            request.header("Expect", "100-continue");
        }
        return send(request.build(), new Received(BodyReader.FAST));
    }

    private Answer send(Request request, Received received) {
        try (Response response = client.newCall(request).execute();
                InputStream body = response.body().byteStream()) {
            received.status(response.code());
            received.all(body);
            return received.whole();
        } catch (IOException e) {
            return received.broken(e);
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private static final class Body extends RequestBody {
        private final Upload upload;

        Body(Upload upload) {
            this.upload = upload;
        }

        @Override
        public @Nullable MediaType contentType() {
            return MediaType.parse(upload.contentType());
        }

        @Override
        public long contentLength() {
            return upload.framing() == UploadFraming.CHUNKED ? -1 : upload.length();
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            try (Source body = Okio.source(upload.body())) {
                sink.writeAll(body);
            }
        }
    }
}
