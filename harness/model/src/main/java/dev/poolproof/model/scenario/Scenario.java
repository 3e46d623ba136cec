package dev.poolproof.model.scenario;

import static dev.poolproof.model.Checks.positive;
import static java.util.Objects.requireNonNull;

import dev.poolproof.model.Durations;
import dev.poolproof.model.Names;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.matrix.Verdict;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One incident.
 *
 * @param name as files, cells and {@code --only} name it
 * @param title one line for reports
 * @param about what happens and why, for reports
 * @param path hops from the client to the database
 * @param server whose database it is
 * @param workload phases, one after another
 * @param expect what counts as surviving
 * @param symptom what the incident is known for; {@code null} if it is known for none
 * @param patience how long an operation may take before the cell gives it up and counts it as
 *     failed; longer than zero
 * @param maxTimeScale the fastest time scale at which the scenario still tells
 * @param outcomes how reference candidates come out, by candidate name
 * @param databases the engines that it is told of; the first is the one that it is run on where
 *     nobody says otherwise
 * @param variants what holds on an engine in place of {@code symptom}, {@code outcomes} and {@code
 *     serverSettings}; none for an engine on which they hold
 * @param serverSettings what the server is set to on the first of {@code databases}
 * @param candidates of its own, which play it instead of other reference candidates; none for a
 *     scenario that all play
 * @param selection in which it is played
 * @param cluster what the database is; {@code null} for a server alone
 * @param tls whether clients speak to the database through TLS
 * @param pgBouncer what clients connect to in place of the database; {@code null} for nothing
 * @param http what HTTP clients are played against; {@code null} for a scenario of databases
 */
public record Scenario(
        String name,
        String title,
        String about,
        List<Hop> path,
        ServerProfile server,
        List<Phase> workload,
        List<Expectation> expect,
        @Nullable Symptom symptom,
        Duration patience,
        TimeScale maxTimeScale,
        Map<String, Verdict> outcomes,
        List<Engine> databases,
        Map<Engine, Variant> variants,
        ServerLimits serverSettings,
        List<Candidate> candidates,
        Played selection,
        @Nullable ClusterPlan cluster,
        Tls tls,
        @Nullable PgBouncer pgBouncer,
        @Nullable HttpPlan http) {
    /** What a scenario is on one engine. */
    public record Variant(
            @Nullable Symptom symptom, Map<String, Verdict> outcomes, ServerLimits serverSettings) {
        public Variant {
            outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
        }
    }

    /** A scenario of that name in which nothing else is set. */
    public static ScenarioBuilder named(String name) {
        return new ScenarioBuilder(name);
    }

    public Scenario {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a scenario must have a name");
        }
        path = List.copyOf(path);
        requireNonNull(server, "server");
        workload = List.copyOf(workload);
        expect = List.copyOf(expect);
        positive("patience", patience);
        requireNonNull(maxTimeScale, "maxTimeScale");
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
        databases = List.copyOf(databases);
        variants = Map.copyOf(variants);
        if (databases.isEmpty()) {
            throw new IllegalArgumentException("a scenario must name a database");
        }
        requireNonNull(serverSettings, "serverSettings");
        candidates = List.copyOf(candidates);
        requireNonNull(selection, "selection");
        requireNonNull(tls, "tls");
        if (pgBouncer != null && tls == Tls.REQUIRED) {
            throw new IllegalArgumentException("PgBouncer is spoken to without TLS");
        }
        if (pgBouncer != null && !databases.equals(List.of(Engine.POSTGRESQL))) {
            throw new IllegalArgumentException(
                    "PgBouncer needs databases: [postgresql], was " + databases);
        }
        if (workload.isEmpty()) {
            throw new IllegalArgumentException("a workload must have at least one phase");
        }
        if (expect.isEmpty()) {
            throw new IllegalArgumentException("a scenario must expect something");
        }
        checkTraffic(http, databases, workload);
        if (http != null && (cluster != null || tls == Tls.REQUIRED || !path.isEmpty())) {
            throw new IllegalArgumentException(
                    "a scenario of HTTP clients must have no path, no cluster and no tls");
        }
        if (cluster != null) {
            checkServers(tls, serverSettings);
            checkEvents(cluster, workload, expect);
        }
    }

    private static void checkServers(Tls tls, ServerLimits limits) {
        if (tls == Tls.REQUIRED) {
            throw new IllegalArgumentException("the servers of a cluster have no TLS");
        }
        if (limits.maxConnections() != null) {
            throw new IllegalArgumentException("the servers of a cluster have no max_connections");
        }
    }

    /** A recovery is measured to the end of the workload, so a longer limit is always kept. */
    private static void checkEvents(
            ClusterPlan cluster, List<Phase> workload, List<Expectation> expect) {
        cluster.checkOrder();
        Duration played = workload.stream().map(Phase::lasts).reduce(Duration.ZERO, Duration::plus);
        if (cluster.ends().compareTo(played) >= 0) {
            throw new IllegalArgumentException(
                    "events must have ended before the workload does, after %s, was %s"
                            .formatted(Durations.print(played), Durations.print(cluster.ends())));
        }
        Duration left = played.minus(cluster.begins());
        for (Expectation expectation : expect) {
            if (expectation instanceof Expectation.Recovery recovery
                    && recovery.bound().limit().compareTo(left) >= 0) {
                throw new IllegalArgumentException(
                        "events must leave more time than the limit of recovery before the workload ends, was %s"
                                .formatted(Durations.print(left)));
            }
        }
    }

    private static void checkTraffic(
            @Nullable HttpPlan http, List<Engine> databases, List<Phase> workload) {
        if (databases.equals(List.of(Engine.HTTP)) != (http != null)
                || databases.contains(Engine.HTTP) != (http != null)) {
            throw new IllegalArgumentException(
                    "databases must be [http] where there is an nginx, and nowhere else, was "
                            + databases.stream().map(Names::of).toList());
        }
        Traffic wanted = http == null ? Traffic.DATABASE : Traffic.HTTP;
        for (Phase phase : workload) {
            if (!wanted.fits(phase)) {
                throw new IllegalArgumentException(
                        "workload must be of %s, was %s"
                                .formatted(
                                        http == null
                                                ? "database operations"
                                                : "HTTP requests, for there is an nginx",
                                        phase.describe()));
            }
        }
    }

    /** The same scenario as it is on one of its {@code databases}, and on no other. */
    public Scenario on(Engine engine) {
        if (!databases.contains(engine)) {
            throw new IllegalArgumentException(
                    "engine must be one of " + databases + ", was " + engine);
        }
        Variant variant =
                variants.getOrDefault(engine, new Variant(symptom, outcomes, serverSettings));
        return new ScenarioBuilder(this)
                .symptom(variant.symptom())
                .outcomes(variant.outcomes())
                .serverSettings(variant.serverSettings())
                .databases(List.of(engine))
                .variants(Map.of())
                .build();
    }

    /** All faults of the path, in order. */
    public Stream<Fault> faults() {
        return path.stream().flatMap(hop -> hop.faults().stream());
    }

    /** The phases of the workload, with those that are played at the same time one by one. */
    public Stream<Phase> phases() {
        return workload.stream().flatMap(phase -> phase.parts().stream());
    }

    /**
     * What its control plays: no faults, no limits of the server, no events, no PgBouncer, nothing
     * wrong in the work.
     */
    public Scenario undisturbed() {
        return new ScenarioBuilder(this)
                .path(List.of())
                .workload(workload.stream().map(Phase::undisturbed).toList())
                .serverSettings(ServerLimits.NONE)
                .cluster(cluster == null ? null : cluster.undisturbed())
                .pgBouncer(null)
                .http(http == null ? null : http.undisturbed())
                .build();
    }

    /** What happens to its cluster; nothing to a server alone. */
    public List<ClusterEvent> clusterEvents() {
        return cluster == null ? List.of() : cluster.events();
    }

    /** Whether nothing in it is an incident. */
    public boolean isUndisturbed() {
        return faults().findAny().isEmpty()
                && serverSettings.isEmpty()
                && clusterEvents().isEmpty()
                && pgBouncer == null
                && (http == null || http.isUndisturbed())
                && workload.equals(workload.stream().map(Phase::undisturbed).toList());
    }

    /** The same scenario, played by other candidates of its own. */
    public Scenario playedBy(List<Candidate> others) {
        return new ScenarioBuilder(this).candidates(others).build();
    }

    /** The most instances of the application that run at a time by plan. */
    public int instances() {
        int running = 1;
        int most = 1;
        for (Phase phase : phases().toList()) {
            if (phase instanceof Phase.ScaleOut more) {
                running += more.instances();
                most = Math.max(most, running);
            }
            if (phase instanceof Phase.RollingUpdate update) {
                int beside = Math.min(update.maxSurge(), update.instances());
                most = Math.max(most, running + beside);
            }
        }
        return most;
    }

    /** How many connections all instances get; {@code null} for as many as they want. */
    public @Nullable Integer connectionsForAll() {
        return serverSettings.forApplications(databases.get(0));
    }

    /** Whether surviving hangs on how long something takes. */
    public boolean limitsWaits() {
        return expect.stream()
                .anyMatch(
                        expectation ->
                                expectation instanceof Expectation.BorrowWait
                                        || expectation instanceof Expectation.LongestOperation
                                        || expectation instanceof Expectation.Recovery);
    }

    /** How long the workload lasts by plan, without the time that its operations take. */
    public Duration lasts() {
        return workload.stream().map(Phase::lasts).reduce(Duration.ZERO, Duration::plus);
    }
}
