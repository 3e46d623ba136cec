package dev.poolproof.model.scenario;

import dev.poolproof.model.Checks;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server is set to: how long it keeps sessions, and how many.
 *
 * @param times that it keeps for its sessions, under its own names
 * @param maxConnections its {@code max_connections}, 4 or more; {@code null} for as many as anybody
 *     needs
 */
public record ServerLimits(Map<String, Duration> times, @Nullable Integer maxConnections) {
    /** A server that sets no limits. */
    public static final ServerLimits NONE = new ServerLimits(Map.of(), null);

    /**
     * PostgreSQL's {@code superuser_reserved_connections} where nobody says otherwise. Source: its
     * documentation, "Connections and Authentication". They are among {@code max_connections};
     * MySQL lets in one administrator above them.
     */
    private static final int RESERVED_BY_POSTGRESQL = 3;

    public ServerLimits {
        times = Collections.unmodifiableMap(new LinkedHashMap<>(times));
        if (maxConnections != null) {
            Checks.atLeast("max_connections", RESERVED_BY_POSTGRESQL + 1, maxConnections);
        }
    }

    /** Whether it sets no limit. */
    public boolean isEmpty() {
        return times.isEmpty() && maxConnections == null;
    }

    /** How many connections applications get; {@code null} for as many as they want. */
    public @Nullable Integer forApplications(Engine engine) {
        if (maxConnections == null) {
            return null;
        }
        return switch (engine) {
            case POSTGRESQL -> maxConnections - RESERVED_BY_POSTGRESQL;
            case MYSQL, HTTP -> maxConnections;
        };
    }
}
