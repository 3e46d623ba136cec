package dev.poolproof.runner;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.matrix.CellId;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.CountUnit;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.model.scenario.ScenarioBuilder;
import dev.poolproof.runner.cell.CellPlan;
import dev.poolproof.runner.cell.Timing;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.http.NginxChoice;
import dev.poolproof.runner.pool.PoolProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cells that are planned, and that tests play themselves. */
final class Plans {
    static final RunFiles NO_FILES = new RunFiles(List.of(), Set.of(), List.of(), List.of());

    private static final Duration SECOND = Duration.ofSeconds(1);

    private Plans() {}

    /** A run about which nobody said anything. */
    static RunRequest request(RepeatCommand repeat) {
        return new RunRequest(
                NO_FILES,
                Selection.DEFAULT,
                RunRequest.DEFAULT_FASTEST,
                RunRequest.DEFAULT_SEED,
                RunRequest.defaultCellsAtOnce(),
                DatabaseChoice.DEFAULT,
                Backend.EMBEDDED,
                null,
                new Credentials("postgres", "secret"),
                null,
                NginxChoice.AUTO,
                repeat);
    }

    /** A scenario in which nothing may fail. */
    static ScenarioBuilder scenario(String name, Phase phase) {
        return Scenario.named(name)
                .workload(List.of(phase))
                .expect(
                        List.of(
                                new Expectation.Failed(
                                        new Bound.OfCount(Comparison.EQUAL, 0, CountUnit.ONE))))
                .patience(SECOND)
                .maxTimeScale(TimeScale.REAL);
    }

    static CellPlan of(Scenario scenario, String candidate) {
        return of(scenario, candidate, new Artifact("postgresql", "42.7.14"));
    }

    static CellPlan of(Scenario scenario, String candidate, Artifact driver) {
        return new CellPlan(
                new CellId(scenario.name(), candidate, driver.name()),
                scenario,
                Candidate.named(candidate, Role.PROPOSED, new Artifact("hikaricp", "7.1.0"))
                        .driver(driver)
                        .build(),
                new PoolProfile(10, 10, Map.of(), List.of()),
                List.of(),
                new Timing(TimeScale.REAL, SECOND, "nothing"));
    }
}
