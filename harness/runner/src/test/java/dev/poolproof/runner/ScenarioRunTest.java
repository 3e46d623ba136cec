package dev.poolproof.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.history.History;
import dev.poolproof.model.matrix.CellId;
import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.CountUnit;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.model.scenario.Symptom;
import dev.poolproof.runner.ScenarioRun.Played;
import dev.poolproof.runner.cell.CellPlan;
import dev.poolproof.runner.cell.Timing;
import dev.poolproof.runner.judge.Judgement;
import dev.poolproof.runner.judge.Judgement.Remedy;
import dev.poolproof.runner.pool.PoolProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What proves, for all cells of a scenario, that the incident happened. */
class ScenarioRunTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Symptom SYMPTOM = new Symptom("victim", "08006", null, null, null);

    @Test
    void theSymptomOfTheCellThatMustShowItProvesTheIncident() {
        assertThat(ScenarioRun.isProven(List.of(cell("victim", true), cell("other", false))))
                .isTrue();
    }

    @Test
    void theSymptomOfAnotherCellProvesNothing() {
        assertThat(ScenarioRun.isProven(List.of(cell("victim", false), cell("other", true))))
                .isFalse();
    }

    @Test
    void aCellThatWasSkippedProvesNothing() {
        assertThat(ScenarioRun.isProven(List.of(cell("other", false)))).isFalse();
    }

    @Test
    void whereThereIsNoSymptomNothingHasToBeProven() {
        assertThat(ScenarioRun.isProven(List.of(cell(null, "other", false)))).isTrue();
    }

    private static Played cell(String candidate, boolean symptom) {
        return cell(SYMPTOM, candidate, symptom);
    }

    private static Played cell(
            @Nullable Symptom symptomOfScenario, String candidate, boolean shown) {
        Scenario scenario =
                Scenario.named("night")
                        .workload(List.of(new Phase.Quiet(SECOND)))
                        .expect(
                                List.of(
                                        new Expectation.Failed(
                                                new Bound.OfCount(
                                                        Comparison.EQUAL, 0, CountUnit.ONE))))
                        .symptom(symptomOfScenario)
                        .build();
        CellPlan plan =
                new CellPlan(
                        new CellId("night", candidate, "PostgreSQL"),
                        scenario,
                        new Candidate(
                                candidate,
                                Role.REFERENCE,
                                new Artifact("hikaricp", "7.1.0"),
                                Map.of(),
                                new Artifact("postgresql", "42.7.14"),
                                Map.of(),
                                null,
                                null,
                                Map.of(),
                                Map.of()),
                        new PoolProfile(10, 10, Map.of(), List.of()),
                        List.of(),
                        new Timing(TimeScale.REAL, SECOND, "nothing"));
        Judgement judgement =
                new Judgement(Verdict.PASS, "", List.of(), Numbers.NONE, shown, Remedy.NONE);
        return new Played(plan, new History(List.of()), judgement, List.of());
    }
}
