package dev.poolproof.runner.cell;

import static dev.poolproof.runner.cell.Fixtures.candidate;
import static dev.poolproof.runner.cell.Fixtures.scenario;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.matrix.CellId;
import dev.poolproof.runner.pool.PoolProfile;
import dev.poolproof.runner.pool.PoolRequest;
import dev.poolproof.runner.pool.hikari.HikariAdapter;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final Planner PLANNER =
            new Planner(new ResolvedArtifacts(), new TimeScaleChooser(new TimeScale(60)));

    @Test
    void settingsThatThePoolReplacesAreReported() {
        CellPlan plan =
                plan(candidate("clamped", Map.of("maxLifetime", "20s", "keepaliveTime", "20s")));

        assertThat(plan.warnings())
                .containsExactlyInAnyOrder(
                        "maxLifetime: 20s was asked for, hikaricp:7.1.0 made it 30m",
                        "keepaliveTime: 20s was asked for, hikaricp:7.1.0 made it 0 (off)");
    }

    @Test
    void settingsThatThePoolTakesAreNotReported() {
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
                .isThrownBy(() -> PLANNER.profile(candidate))
                .withMessageContaining("was not resolved");
    }

    private static CellPlan plan(Candidate candidate) {
        return PLANNER.plan(scenario("alb"), candidate, profile(candidate), "PostgreSQL 17.11");
    }

    private static PoolProfile profile(Candidate candidate) {
        PoolRequest request =
                PoolRequests.of(candidate, "plan", "jdbc:postgresql://plan/", new Properties());
        return new HikariAdapter().profile(request);
    }
}
