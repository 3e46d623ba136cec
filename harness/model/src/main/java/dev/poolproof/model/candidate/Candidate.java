package dev.poolproof.model.candidate;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One set of client settings under test.
 *
 * @param name as the matrix shows it
 * @param role why it is in the matrix
 * @param pool the pool, with its version if the candidate names one
 * @param settings the pool's own properties under the pool's own names, as written; durations carry
 *     their unit
 * @param driver the JDBC driver, with its version if the candidate names one; {@code null} for the
 *     default driver of whatever database it runs on
 * @param driverSettings the driver's own properties under the driver's own names, as written;
 *     durations carry their unit
 * @param keepalive TCP keepalive of the client's sockets; {@code null} leaves it to the driver's
 *     settings
 * @param retry how the application repeats what failed; {@code null} for not at all
 * @param systemProperties Java system properties that are set while the pool is made
 * @param waived scenarios that this candidate need not pass, each with the reason
 */
public record Candidate(
        String name,
        Role role,
        Artifact pool,
        Map<String, String> settings,
        @Nullable Artifact driver,
        Map<String, String> driverSettings,
        @Nullable TcpKeepalive keepalive,
        @Nullable Retry retry,
        Map<String, String> systemProperties,
        Map<String, String> waived) {
    public Candidate {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a candidate must have a name");
        }
        requireNonNull(role, "role");
        requireNonNull(pool, "pool");
        settings = ordered(settings);
        driverSettings = ordered(driverSettings);
        systemProperties = ordered(systemProperties);
        waived = ordered(waived);
    }

    /** The same candidate with other artifacts. */
    public Candidate with(Artifact itsPool, Artifact itsDriver) {
        return new Candidate(
                name,
                role,
                itsPool,
                settings,
                itsDriver,
                driverSettings,
                keepalive,
                retry,
                systemProperties,
                waived);
    }

    private static Map<String, String> ordered(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
