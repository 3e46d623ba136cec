package dev.poolproof.http.client.reactor;

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
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClient.ResponseReceiver;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Reactor Netty's client; its caller waits for each buffer, so that it can be slow. It waits for
 * sockets through the JDK, since a warped class loader cannot make the kernel's own wait shorter.
 */
public final class ReactorNettyAdapter implements HttpClientAdapter {
    private static final int CHUNK = 8192;

    /** What {@code HttpClient.create()} has, and a provider by itself has not. */
    private static final int MAX_CONNECTIONS = 500;

    private static final Duration TO_END = Duration.ofSeconds(5);

    private final LoopResources loops = LoopResources.create("poolproof-client", 1, true);
    private final ConnectionProvider connections;
    private final HttpClient client;

    /** Called through reflection. */
    public ReactorNettyAdapter() {
        this(Map.of());
    }

    /** Called through reflection. */
    public ReactorNettyAdapter(Map<String, String> values) {
        ClientSettings settings = new ClientSettings(values);
        connections = connections(settings);
        AtomicReference<HttpClient> built =
                new AtomicReference<>(HttpClient.create(connections).runOn(loops, false));
        settings.flag("disableRetry", on -> built.set(built.get().disableRetry(on)));
        settings.duration("responseTimeout", time -> built.set(built.get().responseTimeout(time)));
        client = built.get();
    }

    private static ConnectionProvider connections(ClientSettings settings) {
        ConnectionProvider.Builder builder =
                ConnectionProvider.builder("poolproof").maxConnections(MAX_CONNECTIONS);
        settings.duration("maxIdleTime", builder::maxIdleTime);
        settings.duration("maxLifeTime", builder::maxLifeTime);
        settings.duration("evictInBackground", builder::evictInBackground);
        settings.number("maxConnections", builder::maxConnections);
        settings.duration("pendingAcquireTimeout", builder::pendingAcquireTimeout);
        return builder.build();
    }

    @Override
    public Answer download(URI uri, BodyReader reader) {
        return read(client.get().uri(uri), new Received(reader));
    }

    @Override
    public Answer upload(Upload upload) {
        HttpClient.RequestSender post =
                client.headers(
                                headers -> {
                                    headers.set("Content-Type", upload.contentType());
                                    if (upload.framing() != UploadFraming.CHUNKED) {
                                        headers.set("Content-Length", upload.length());
                                    }
                                    if (upload.framing() == UploadFraming.EXPECT_CONTINUE) {
                                        headers.set("Expect", "100-continue");
                                    }
                                })
                        .post()
                        .uri(upload.uri());
        return read(
                post.send((request, outbound) -> outbound.sendByteArray(body(upload))),
                new Received(BodyReader.FAST));
    }

    private static Flux<byte[]> body(Upload upload) {
        return Flux.generate(upload::body, ReactorNettyAdapter::next);
    }

    private static InputStream next(InputStream body, SynchronousSink<byte[]> sink) {
        try {
            byte[] chunk = body.readNBytes(CHUNK);
            if (chunk.length == 0) {
                sink.complete();
            } else {
                sink.next(chunk);
            }
        } catch (IOException e) {
            sink.error(e);
        }
        return body;
    }

    private static Answer read(ResponseReceiver<?> request, Received received) {
        try {
            Flux<byte[]> buffers =
                    request.response(
                            (response, body) -> {
                                received.status(response.status().code());
                                return body.asByteArray();
                            });
            for (byte[] buffer : buffers.toIterable(1)) {
                received.bytes(buffer.length);
            }
            return received.whole();
        } catch (
                RuntimeException e) { // how a reactive client tells its waiting caller of any error
            return received.broken(Exceptions.unwrap(e));
        }
    }

    @Override
    public void close() {
        connections.disposeLater().then(loops.disposeLater(Duration.ZERO, TO_END)).block();
    }
}
