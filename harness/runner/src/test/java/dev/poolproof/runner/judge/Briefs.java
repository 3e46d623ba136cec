package dev.poolproof.runner.judge;

import static java.time.Duration.ofSeconds;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.fault.Activity;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.model.history.History;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.CountUnit;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.Operation;
import dev.poolproof.model.scenario.PgBouncer;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.model.scenario.ServerLimits;
import dev.poolproof.model.scenario.Symptom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a judge is told of a cell behind a NAT gateway of 350 s, with a pool of ten. */
final class Briefs {
    static final Hop NAT_GATEWAY =
            new Hop(
                    "nat-gateway",
                    List.of(
                            new IdleDrop(
                                    ofSeconds(350),
                                    IdleAction.RST_TO_SENDING_CLIENT,
                                    Set.of(Activity.DATA, Activity.KEEPALIVE))));
    static final Expectation NONE_FAILED =
            new Expectation.Failed(new Bound.OfCount(Comparison.EQUAL, 0, CountUnit.ONE));
    private static final Duration MARGIN = ofSeconds(10);

    private Briefs() {}

    /** Played in real time, so that only what a test says makes it doubtful. */
    static Brief expecting(Expectation expectation) {
        return brief(List.of(NAT_GATEWAY), expectation, null, 1, Brief.Trial.FIRST);
    }

    static Brief at(double scale, Expectation expectation) {
        return brief(List.of(NAT_GATEWAY), expectation, null, scale, Brief.Trial.FIRST);
    }

    static Brief againAt(double scale, Expectation expectation) {
        return brief(List.of(NAT_GATEWAY), expectation, null, scale, Brief.Trial.REPEATED);
    }

    /** It was played before, at a faster scale. */
    static Brief after(History before, double scale, Expectation expectation, Brief.Trial trial) {
        Brief brief = againAt(scale, expectation);
        return new Brief(
                brief.scenario(),
                brief.poolSize(),
                brief.scale(),
                brief.margin(),
                trial,
                Measurement.of(before, new History(List.of())));
    }

    static Brief repeated(Expectation expectation) {
        return againAt(1, expectation);
    }

    static Brief known(Symptom symptom, Expectation expectation) {
        return brief(List.of(NAT_GATEWAY), expectation, symptom, 1, Brief.Trial.FIRST);
    }

    static Brief through(Hop hop) {
        return brief(List.of(hop), NONE_FAILED, null, 1, Brief.Trial.FIRST);
    }

    /** The server ends sessions that idle; its control has no such time. */
    static Brief serverEndsAfter(Duration idle, Expectation expectation) {
        return limits(
                Map.of("idle_session_timeout", idle), new Phase.Quiet(ofSeconds(400)), expectation);
    }

    /** The workload itself is the incident. */
    static Brief provokedBy(Phase phase, Expectation expectation) {
        return limits(Map.of(), phase, expectation);
    }

    /** Instances with pools of 10 against a PostgreSQL server of so many connections. */
    static Brief oneServerFor(int instances, int maxConnections) {
        return new Brief(
                Scenario.named("limits")
                        .workload(List.of(new Phase.ScaleOut(instances - 1, ofSeconds(10))))
                        .expect(List.of(NONE_FAILED))
                        .databases(List.of(Engine.POSTGRESQL))
                        .serverSettings(new ServerLimits(Map.of(), maxConnections))
                        .build(),
                10,
                TimeScale.REAL,
                MARGIN,
                Brief.Trial.FIRST,
                null);
    }

    private static Brief limits(
            Map<String, Duration> serverSettings, Phase phase, Expectation expectation) {
        Scenario scenario =
                Scenario.named("limits")
                        .title("Limits")
                        .workload(List.of(phase))
                        .expect(List.of(expectation))
                        .patience(ofSeconds(60))
                        .serverSettings(new ServerLimits(serverSettings, null))
                        .build();
        return new Brief(scenario, 10, TimeScale.REAL, MARGIN, Brief.Trial.FIRST, null);
    }

    /** Clients speak to a PgBouncer. */
    static Brief behind(PgBouncer pgBouncer) {
        Scenario scenario =
                Scenario.named("pooler")
                        .title("A pooler")
                        .workload(List.of(new Phase.Burst(10, Operation.READ)))
                        .expect(List.of(NONE_FAILED))
                        .patience(ofSeconds(60))
                        .databases(List.of(Engine.POSTGRESQL))
                        .pgBouncer(pgBouncer)
                        .build();
        return new Brief(scenario, 10, TimeScale.REAL, MARGIN, Brief.Trial.FIRST, null);
    }

    static Brief withoutFaults(Expectation expectation) {
        return brief(List.of(), expectation, null, 1, Brief.Trial.FIRST);
    }

    static Expectation longestWaitBelow(Duration limit) {
        return new Expectation.BorrowWait(
                Expectation.Statistic.MAX, new Bound.OfDuration(Comparison.LESS, limit));
    }

    private static Brief brief(
            List<Hop> path,
            Expectation expectation,
            @Nullable Symptom symptom,
            double scale,
            Brief.Trial trial) {
        Scenario scenario =
                Scenario.named("quiet-night")
                        .title("A quiet night")
                        .path(path)
                        .workload(
                                List.of(
                                        new Phase.Quiet(ofSeconds(360)),
                                        new Phase.Burst(10, Operation.READ)))
                        .expect(List.of(expectation))
                        .symptom(symptom)
                        .patience(ofSeconds(60))
                        .databases(List.of(Engine.POSTGRESQL))
                        .build();
        return new Brief(scenario, 10, new TimeScale(scale), MARGIN, trial, null);
    }
}
