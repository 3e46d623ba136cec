package dev.poolproof.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.history.History;
import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.model.scenario.Symptom;
import dev.poolproof.runner.ScenarioRun.Played;
import dev.poolproof.runner.judge.Judgement;
import dev.poolproof.runner.judge.Judgement.Remedy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What proves, for all cells of a scenario, that the incident happened. */
class ScenarioRunTest {
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
                Plans.scenario("night", new Phase.Quiet(Duration.ofSeconds(1)))
                        .symptom(symptomOfScenario)
                        .build();
        Judgement judgement =
                new Judgement(Verdict.PASS, "", List.of(), Numbers.NONE, shown, Remedy.NONE);
        return new Played(
                Plans.of(scenario, candidate), new History(List.of()), judgement, List.of());
    }
}
