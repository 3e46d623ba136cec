package dev.poolproof.model.candidate;

import static dev.poolproof.model.Checks.atLeast;
import static dev.poolproof.model.Checks.notNegative;
import static java.util.Objects.requireNonNull;

import dev.poolproof.model.AlbPlan;
import dev.poolproof.model.Durations;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param sessionSettings times that the client asks the server for, under the server's own names,
 *     such as {@code statement_timeout}
 * @param queryTimeout what the application sets on every statement, a whole number of seconds;
 *     {@code null} for none
 * @param schedulerThreads how many scheduled jobs the application runs at a time, 1 or more; {@code
 *     null} for as many as there are
 * @param endpoints of a cluster that its URL names, in the order in which a driver tries them; the
 *     writer's alone where nothing is said
 * @param dnsCache how long its JVM remembers where a name leads, the security property {@code
 *     networkaddress.cache.ttl}: a whole number of seconds; negative for as long as it lives
 * @param nginx directives of the nginx before the application, under nginx's own names, as its
 *     files have them, which go before the scenario's; times are of production
 * @param origin settings of the application, which go before the scenario's
 * @param repairedAfter how long after the start of the workload somebody mends nginx's temporary
 *     directories, while all goes on; {@code null} if nobody does
 * @param alb the load balancer, which goes before the scenario's as a whole; {@code null} for that
 * @param worker the process that is under test instead of a pool in this JVM; {@code null} for none
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
        Map<String, String> waived,
        Map<String, Duration> sessionSettings,
        @Nullable Duration queryTimeout,
        @Nullable Integer schedulerThreads,
        List<Endpoint> endpoints,
        Duration dnsCache,
        Map<String, String> nginx,
        Map<String, String> origin,
        @Nullable Duration repairedAfter,
        @Nullable AlbPlan alb,
        @Nullable WorkerProgram worker) {
    /** A candidate in which nothing else is set. */
    public static CandidateBuilder named(String name, Role role, Artifact pool) {
        return new CandidateBuilder(name, role, pool);
    }

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
        sessionSettings = Collections.unmodifiableMap(new LinkedHashMap<>(sessionSettings));
        if (queryTimeout != null
                && (queryTimeout.toSeconds() < 1
                        || !queryTimeout.equals(Duration.ofSeconds(queryTimeout.toSeconds())))) {
            throw new IllegalArgumentException(
                    "query-timeout must be a whole number of seconds, was "
                            + Durations.print(queryTimeout));
        }
        if (schedulerThreads != null) {
            atLeast("scheduler-threads", 1, schedulerThreads);
        }
        endpoints = List.copyOf(endpoints);
        requireNonNull(dnsCache, "dnsCache");
        nginx = ordered(nginx);
        origin = ordered(origin);
        if (repairedAfter != null) {
            notNegative("repaired-after", repairedAfter);
        }
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("a candidate must have an endpoint");
        }
    }

    /** The same candidate with a worker as it is on one database. */
    public Candidate with(WorkerProgram itsWorker) {
        return new CandidateBuilder(this).worker(itsWorker).build();
    }

    /** The same candidate with other artifacts. */
    public Candidate with(Artifact itsPool, Artifact itsDriver) {
        return new CandidateBuilder(this).pool(itsPool).driver(itsDriver).build();
    }

    /**
     * The same settings, whatever the matrix calls them and asks of them: equal for candidates that
     * play alike.
     */
    public Candidate settingsAlone() {
        return new CandidateBuilder("settings", Role.REFERENCE, this).waived(Map.of()).build();
    }

    private static Map<String, String> ordered(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
