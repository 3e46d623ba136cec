package dev.poolproof.runner.cell;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.fault.Activity;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.CountUnit;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.model.scenario.ServerLimits;
import dev.poolproof.model.scenario.ServerProfile;
import dev.poolproof.runner.pool.PoolProfile;
import dev.poolproof.runner.pool.PoolTimer;
import dev.poolproof.runner.pool.TimerKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Scenarios, candidates and profiles that differ from one another in what a test is about. */
final class Fixtures {
    static final Expectation NONE_FAILED =
            new Expectation.Failed(new Bound.OfCount(Comparison.EQUAL, 0, CountUnit.ONE));

    private static final String HIKARI_VERSION = "7.1.0";
    private static final String DRIVER_VERSION = "42.7.14";

    private Fixtures() {}

    /** Ten quiet minutes on {@code path}. */
    static Scenario scenario(String name, Hop... path) {
        return scenario(name, List.of(path), ServerProfile.SELF_MANAGED, NONE_FAILED, 1000);
    }

    static Scenario expecting(Expectation expectation, Hop... path) {
        return scenario("s", List.of(path), ServerProfile.SELF_MANAGED, expectation, 1000);
    }

    static Scenario scenario(
            String name,
            List<Hop> path,
            ServerProfile server,
            Expectation expectation,
            double maxTimeScale) {
        return Scenario.named(name)
                .path(path)
                .server(server)
                .workload(List.of(new Phase.Quiet(ofSeconds(600))))
                .expect(List.of(expectation))
                .patience(ofSeconds(60))
                .maxTimeScale(new TimeScale(maxTimeScale))
                .databases(List.of(Engine.POSTGRESQL))
                .build();
    }

    static Scenario playing(Phase phase) {
        return limits(Map.of(), phase);
    }

    static Scenario server(Map<String, Duration> settings) {
        return limits(settings, new Phase.Quiet(Duration.ofMinutes(10)));
    }

    private static Scenario limits(Map<String, Duration> serverSettings, Phase phase) {
        return Scenario.named("limits")
                .workload(List.of(phase))
                .expect(List.of(NONE_FAILED))
                .patience(ofSeconds(60))
                .maxTimeScale(new TimeScale(1000))
                .serverSettings(new ServerLimits(serverSettings, null))
                .build();
    }

    /** A box that only data keeps awake. */
    static Hop forgetsAfter(Duration idle) {
        return hop(idle, IdleAction.FIN_BOTH, Set.of(Activity.DATA));
    }

    /** A box that TCP keepalive keeps awake too. */
    static Hop packetLevel(Duration idle, IdleAction then) {
        return hop(idle, then, Set.of(Activity.DATA, Activity.KEEPALIVE));
    }

    private static Hop hop(Duration idle, IdleAction then, Set<Activity> refreshedBy) {
        return new Hop("box", List.of(new IdleDrop(idle, then, refreshedBy)));
    }

    static PoolProfile profile(PoolTimer... timers) {
        return new PoolProfile(10, 10, Map.of(), List.of(timers));
    }

    static PoolTimer ends(Duration earliest, Duration latest) {
        return new PoolTimer("maxLifetime", TimerKind.ENDS, earliest, latest);
    }

    static PoolTimer givesUpAfter(long millis) {
        return new PoolTimer(
                "connectionTimeout", TimerKind.GIVES_UP, ofMillis(millis), ofMillis(millis));
    }

    static Candidate candidate(String name, Map<String, String> settings) {
        return Candidate.named(name, Role.REFERENCE, new Artifact("hikaricp", HIKARI_VERSION))
                .settings(settings)
                .driver(new Artifact("postgresql", DRIVER_VERSION))
                .build();
    }
}
