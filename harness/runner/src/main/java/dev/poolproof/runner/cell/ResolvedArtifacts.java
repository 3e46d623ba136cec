package dev.poolproof.runner.cell;

import static java.util.Objects.requireNonNull;

import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.runner.artifact.ArtifactException;
import dev.poolproof.runner.artifact.ArtifactResolver;
import dev.poolproof.runner.http.HttpClients;
import dev.poolproof.runner.pool.PoolProfile;
import dev.poolproof.runner.pool.PoolRequest;
import dev.poolproof.warp.TimingScan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The jars of the pools and drivers of a run. Filled before cells are played, only read afterwards.
 */
public final class ResolvedArtifacts implements AutoCloseable {
    private final Map<Pair, List<Path>> jars = new HashMap<>();
    private final Map<Pair, List<String>> unknown = new HashMap<>();
    private final Map<Pair, PoolLoader> cold = new HashMap<>();

    /**
     * Finds the jars of a candidate, whose pool and driver have versions.
     *
     * @throws ArtifactException if they cannot be had
     */
    public void resolve(ArtifactResolver resolver, Candidate candidate) throws ArtifactException {
        Pair pair = Pair.of(candidate);
        if (!jars.containsKey(pair)) {
            jars.put(
                    pair,
                    HttpClients.isOne(candidate)
                            ? HttpClients.jars(resolver, pair.pool())
                            : PoolLoader.jars(resolver, pair.pool(), pair.driver()));
        }
    }

    /**
     * Timing calls in the jars of a candidate that the warp does not know, in words; time runs at
     * its real pace for them.
     */
    List<String> unknownTimingCalls(Candidate candidate) {
        Pair pair = Pair.of(candidate);
        return unknown.computeIfAbsent(
                pair,
                key ->
                        TimingScan.scan(paths(key)).unknown().stream()
                                .map(
                                        call ->
                                                "%s.%s calls %s, for which time is not scaled"
                                                        .formatted(
                                                                call.inClass(),
                                                                call.inMethod(),
                                                                call.jdkMethod()))
                                .toList());
    }

    /** A new loader for a candidate that was resolved, at real time and cold. */
    PoolLoader load(Pair pair) {
        return PoolLoader.open(paths(pair), pair.pool(), pair.driver());
    }

    /** The jars of an HTTP client of a candidate that was resolved; none for one of the JDK. */
    public List<Path> ofHttpClient(Artifact client) {
        return paths(new Pair(client, client));
    }

    private List<Path> paths(Pair pair) {
        List<Path> paths = jars.get(pair);
        if (paths == null) {
            throw new IllegalStateException(pair + " was not resolved");
        }
        return paths;
    }

    /**
     * What the pool of a candidate that was resolved makes of {@code request}.
     *
     * @throws IllegalArgumentException if the pool does not take it
     */
    PoolProfile profile(Candidate candidate, PoolRequest request) {
        return cold.computeIfAbsent(Pair.of(candidate), this::load).profile(request);
    }

    @Override
    public void close() throws IOException {
        for (PoolLoader loader : cold.values()) {
            loader.close();
        }
    }

    /** A pool with its driver; an HTTP client stands for both. */
    public record Pair(Artifact pool, Artifact driver) {
        /** Those of a candidate that was planned, which has a driver. */
        public static Pair of(Candidate candidate) {
            return new Pair(candidate.pool(), requireNonNull(candidate.driver(), "driver"));
        }
    }
}
