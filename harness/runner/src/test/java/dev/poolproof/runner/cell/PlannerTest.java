package dev.poolproof.runner.cell;

import static dev.poolproof.runner.cell.Fixtures.candidate;
import static dev.poolproof.runner.cell.Fixtures.scenario;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.matrix.CellId;
import dev.poolproof.runner.artifact.ArtifactException;
import dev.poolproof.runner.artifact.ArtifactResolver;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private final ResolvedArtifacts artifacts = new ResolvedArtifacts();
    private final Planner planner =
            new Planner(artifacts, new Workers(), new TimeScaleChooser(new TimeScale(60)));

    @AfterEach
    void closeLoaders() throws IOException {
        artifacts.close();
    }

    @Test
    void settingsThatThePoolReplacesAreReported() throws ArtifactException {
        CellPlan plan =
                plan(candidate("clamped", Map.of("maxLifetime", "20s", "keepaliveTime", "20s")));

        assertThat(plan.warnings())
                .containsExactlyInAnyOrder(
                        "maxLifetime: 20s was asked for, hikaricp:7.1.0 made it 30m",
                        "keepaliveTime: 20s was asked for, hikaricp:7.1.0 made it 0 (off)");
    }

    @Test
    void settingsThatThePoolTakesAreNotReported() throws ArtifactException {
        CellPlan plan =
                plan(
                        candidate(
                                "ours",
                                Map.of(
                                        "maxLifetime",
                                        "4m",
                                        "maximumPoolSize",
                                        "5",
                                        "connectionTestQuery",
                                        "select 1")));

        assertThat(plan.warnings()).isEmpty();
        assertThat(plan.profile().size()).isEqualTo(5);
        assertThat(plan.id()).isEqualTo(new CellId("alb", "ours", "PostgreSQL 17.11"));
    }

    @Test
    void aCandidateThatWasNotResolvedIsOurOwnMistake() {
        Candidate candidate = candidate("ours", Map.of());

        assertThatIllegalStateException()
                .isThrownBy(() -> planner.profile(candidate))
                .withMessageContaining("was not resolved");
    }

    @Test
    void sqlWhoseTimesAreNotScaledIsReported() throws ArtifactException {
        CellPlan plan =
                plan(candidate("ours", Map.of("connectionInitSql", "set statement_timeout = 1")));

        assertThat(plan.warnings())
                .singleElement()
                .asString()
                .startsWith("connectionInitSql reaches the server as it is");
    }

    private CellPlan plan(Candidate candidate) throws ArtifactException {
        try (ArtifactResolver resolver = ArtifactResolver.open()) {
            artifacts.resolve(resolver, candidate);
        }
        return planner.plan(
                scenario("alb"), candidate, planner.profile(candidate), "PostgreSQL 17.11");
    }
}
