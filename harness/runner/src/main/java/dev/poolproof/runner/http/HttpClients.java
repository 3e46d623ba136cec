package dev.poolproof.runner.http;

import dev.poolproof.http.client.HttpClientKind;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.runner.artifact.ArtifactException;
import dev.poolproof.runner.artifact.ArtifactResolver;
import dev.poolproof.runner.artifact.MavenCoordinates;
import dev.poolproof.runner.artifact.Versions;
import dev.poolproof.runner.setting.Setting;
import dev.poolproof.runner.setting.Settings;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The HTTP clients that candidates may name in place of a pool. */
public final class HttpClients {
    private HttpClients() {}

    /** What they can be set to, by their names. */
    public static Map<String, Settings> settings() {
        Map<String, Settings> settings = new LinkedHashMap<>();
        HttpClientKind.ALL.forEach(kind -> settings.put(kind.name(), settings(kind)));
        return settings;
    }

    private static Settings settings(HttpClientKind kind) {
        Map<String, Setting> known = new LinkedHashMap<>();
        kind.settings()
                .forEach(
                        (name, setting) ->
                                known.put(
                                        name,
                                        switch (setting) {
                                            case MILLIS -> Setting.duration(ChronoUnit.MILLIS);
                                            case SECONDS -> Setting.duration(ChronoUnit.SECONDS);
                                            case WHOLE_NUMBER -> Setting.integer();
                                            case FLAG -> Setting.flag();
                                            case TEXT -> Setting.text();
                                        }));
        return new Settings(known);
    }

    /** A candidate's settings as its client takes them. */
    public static Map<String, String> inOwnUnits(Candidate candidate) {
        return settings(kind(candidate.pool())).inOwnUnits(candidate.settings());
    }

    /** Whether {@code candidate} is an HTTP client. */
    public static boolean isOne(Candidate candidate) {
        return candidate.worker() == null && find(candidate.pool().name()) != null;
    }

    /** The client with the version that runs: its default one, or that of the JDK it comes with. */
    public static Artifact versioned(Artifact client) {
        return isOfJdk(client)
                ? new Artifact(client.name(), Runtime.version().toString())
                : client.orVersion(Versions.byDefault(client.name()));
    }

    /** Whether it comes with the JDK, so that time runs as fast for it as for everybody. */
    public static boolean isOfJdk(Artifact client) {
        return kind(client).isOfJdk();
    }

    /**
     * The jars of a client; none for one of the JDK.
     *
     * @throws ArtifactException if they cannot be had
     */
    public static List<Path> jars(ArtifactResolver resolver, Artifact client)
            throws ArtifactException {
        HttpClientKind kind = kind(client);
        String group = kind.groupId();
        String artifact = kind.artifactId();
        return group == null || artifact == null
                ? List.of()
                : resolver.jars(
                        new MavenCoordinates(group, artifact, String.valueOf(client.version())));
    }

    static HttpClientKind kind(Artifact client) {
        HttpClientKind kind = find(client.name());
        if (kind == null) {
            throw new IllegalStateException("no HTTP client is called " + client.name());
        }
        return kind;
    }

    private static @Nullable HttpClientKind find(String name) {
        return HttpClientKind.ALL.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
