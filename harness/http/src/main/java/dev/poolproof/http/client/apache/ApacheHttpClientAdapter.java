package dev.poolproof.http.client.apache;

import dev.poolproof.http.client.Answer;
import dev.poolproof.http.client.BodyReader;
import dev.poolproof.http.client.ClientSettings;
import dev.poolproof.http.client.HttpClientAdapter;
import dev.poolproof.http.client.Received;
import dev.poolproof.http.client.Upload;
import dev.poolproof.http.client.UploadFraming;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Apache HttpClient 5, the blocking one. */
public final class ApacheHttpClientAdapter implements HttpClientAdapter {
    private final CloseableHttpClient client;
    private final RequestConfig requests;

    /** Called through reflection. */
    public ApacheHttpClientAdapter() {
        this(Map.of());
    }

    /** Called through reflection. */
    public ApacheHttpClientAdapter(Map<String, String> values) {
        ClientSettings settings = new ClientSettings(values);
        requests = requests(settings);
        HttpClientBuilder builder =
                HttpClientBuilder.create()
                        .setConnectionManager(connections(settings))
                        .setDefaultRequestConfig(requests);
        settings.duration(
                "evictIdleConnections", time -> builder.evictIdleConnections(TimeValue.of(time)));
        settings.flag("evictExpiredConnections", on -> when(on, builder::evictExpiredConnections));
        settings.flag("disableAutomaticRetries", on -> when(on, builder::disableAutomaticRetries));
        client = builder.build();
    }

    private static RequestConfig requests(ClientSettings settings) {
        RequestConfig.Builder requests = RequestConfig.custom();
        settings.duration(
                "connectionRequestTimeout",
                time -> requests.setConnectionRequestTimeout(Timeout.of(time)));
        settings.duration("responseTimeout", time -> requests.setResponseTimeout(Timeout.of(time)));
        return requests.build();
    }

    /** A request's own version is not asked; its connection's is. */
    private static HttpVersion version(String text) {
        return switch (text) {
            case "HTTP/1.0" -> HttpVersion.HTTP_1_0;
            case "HTTP/1.1" -> HttpVersion.HTTP_1_1;
            default ->
                    throw new IllegalArgumentException(
                            "version must be HTTP/1.0 or HTTP/1.1, was \"" + text + "\"");
        };
    }

    private static HttpClientConnectionManager connections(ClientSettings settings) {
        ConnectionConfig.Builder each = ConnectionConfig.custom();
        settings.duration("connectionTimeToLive", time -> each.setTimeToLive(TimeValue.of(time)));
        settings.duration(
                "validateAfterInactivity",
                time -> each.setValidateAfterInactivity(TimeValue.of(time)));
        settings.duration("connectTimeout", time -> each.setConnectTimeout(Timeout.of(time)));
        PoolingHttpClientConnectionManagerBuilder all =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(each.build())
                        .setConnectionFactory(
                                ManagedHttpClientConnectionFactory.builder()
                                        .http1Config(
                                                Http1Config.custom()
                                                        .setVersion(
                                                                version(
                                                                        settings.text(
                                                                                "version",
                                                                                "HTTP/1.1")))
                                                        .build())
                                        .build());
        settings.number("maxConnPerRoute", all::setMaxConnPerRoute);
        settings.number("maxConnTotal", all::setMaxConnTotal);
        return all.build();
    }

    private static void when(boolean on, Runnable step) {
        if (on) {
            step.run();
        }
    }

    @Override
    public Answer download(URI uri, BodyReader reader) {
        return send(new HttpGet(uri), new Received(reader));
    }

    @Override
    public Answer upload(Upload upload) {
        HttpPost post = new HttpPost(upload.uri());
        post.setEntity(
                new InputStreamEntity(
                        upload.body(),
                        upload.framing() == UploadFraming.CHUNKED ? -1 : upload.length(),
                        ContentType.parse(upload.contentType())));
        post.setConfig(
                RequestConfig.copy(requests)
                        .setExpectContinueEnabled(upload.framing() == UploadFraming.EXPECT_CONTINUE)
                        .build());
        return send(post, new Received(BodyReader.FAST));
    }

    private Answer send(HttpUriRequestBase request, Received received) {
        try {
            return client.execute(
                    request,
                    response -> {
                        received.status(response.getCode());
                        HttpEntity entity = response.getEntity();
                        if (entity != null) {
                            try (InputStream body = entity.getContent()) {
                                received.all(body);
                            }
                        }
                        return received.whole();
                    });
        } catch (IOException e) {
            return received.broken(e);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
