package dev.poolproof.runner.http;

import dev.poolproof.http.client.BodyReader;
import dev.poolproof.http.client.HttpClientAdapter;
import dev.poolproof.http.client.Upload;
import dev.poolproof.http.client.UploadFraming;
import dev.poolproof.http.origin.Origin;
import dev.poolproof.http.origin.OriginSettings;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP clients of a run: one loader for each version and time scale. Safe for use by several
 * threads.
 */
public final class HttpClientLoaders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpClientLoaders.class);

    private static final long WARM_UP_BYTES = 100_000;

    private final Function<Artifact, List<Path>> jars;
    private final Map<Need, HttpClientLoader> loaders = new ConcurrentHashMap<>();

    /**
     * @param jars of a client that was resolved
     */
    public HttpClientLoaders(Function<Artifact, List<Path>> jars) {
        this.jars = jars;
    }

    /**
     * A new client for a cell that is played at {@code scale}; waits while another thread loads it.
     */
    public HttpClientAdapter client(Candidate candidate, TimeScale scale) {
        return loaders.computeIfAbsent(new Need(candidate.pool(), scale), this::open)
                .client(HttpClients.inOwnUnits(candidate));
    }

    /** Loads and warms up a client before a cell needs it. */
    public void prepare(Artifact client, TimeScale scale) {
        loaders.computeIfAbsent(new Need(client, scale), this::open);
    }

    private HttpClientLoader open(Need need) {
        HttpClientLoader loader = HttpClientLoader.open(jars.apply(need.client()), need.client());
        warmUp(loader);
        loader.timeScale(need.scale());
        return loader;
    }

    /** So that no cell pays for the first use of its client's classes, which takes seconds. */
    private static void warmUp(HttpClientLoader loader) {
        try (Origin origin = Origin.start(OriginSettings.DEFAULT);
                HttpClientAdapter client = loader.client(Map.of())) {
            URI uri =
                    URI.create(
                            "http://%s:%d"
                                    .formatted(
                                            origin.address().getAddress().getHostAddress(),
                                            origin.address().getPort()));
            client.download(uri.resolve("/slow?bytes=100000"), BodyReader.FAST);
            client.download(uri.resolve("/slow?bytes=100000&framing=chunked"), BodyReader.FAST);
            for (UploadFraming framing : UploadFraming.values()) {
                client.upload(new Upload(uri.resolve("/upload"), WARM_UP_BYTES, framing));
            }
        } catch (IOException e) {
            // Cells of a cold client are slower, which their controls will tell.
            LOG.info("{} could not be warmed up: {}", loader, e.getMessage());
        }
    }

    @Override
    public void close() {
        for (HttpClientLoader loader : loaders.values()) {
            try {
                loader.close();
            } catch (IOException e) {
                // Its classes are no longer used; a jar that stays open costs a file handle.
                LOG.warn("a class loader could not be closed", e);
            }
        }
    }

    private record Need(Artifact client, TimeScale scale) {}
}
