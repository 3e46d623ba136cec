package dev.poolproof.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.HistoryEvent.WorkloadEnded;
import dev.poolproof.model.history.Outcome;
import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.matrix.RunListener;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.model.scenario.Symptom;
import dev.poolproof.runner.ScenarioRun.Played;
import dev.poolproof.runner.judge.Judgement;
import dev.poolproof.runner.judge.Judgement.Remedy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScenarioRunTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Symptom SYMPTOM = new Symptom("victim", "08006", null, null, null);

    private final AtomicInteger playsBegun = new AtomicInteger();

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

    @Test
    void aCellThatPassesIsPlayedWithoutItsControl() throws Exception {
        assertThat(verdict(Outcome.SUCCEEDED, Map.of(), 0)).isEqualTo(Verdict.PASS);
        assertThat(playsBegun).hasValue(1);
    }

    @Test
    void aCellThatDoesNotIsHeldAgainstItsControl() throws Exception {
        assertThat(verdict(Outcome.GIVEN_UP, Map.of(), 0)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(playsBegun).hasValue(2);
    }

    @Test
    void theControlOfACellThatIsRecordedToFailPlaysBesideIt() throws Exception {
        assertThat(verdict(Outcome.GIVEN_UP, Map.of("ours", Verdict.FAIL), 2))
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(playsBegun).hasValue(2);
    }

    /**
     * Of a cell whose only operation ends in {@code outcome}, as does that of its control.
     *
     * @param together how many plays must have begun before one ends
     */
    private Verdict verdict(Outcome outcome, Map<String, Verdict> recorded, int together)
            throws Exception {
        CountDownLatch begun = new CountDownLatch(together);
        Plays.Player player =
                (plan, path, entrance) -> {
                    playsBegun.incrementAndGet();
                    begun.countDown();
                    begun.await();
                    return operation(outcome);
                };
        Scenario scenario =
                Plans.scenario("night", new Phase.Quiet(SECOND))
                        .outcomes(recorded)
                        .databases(List.of(Engine.POSTGRESQL))
                        .build();
        RunRequest request = Plans.request(RepeatCommand.ofMaven(List.of(), null));
        try (Plays plays =
                new Plays(
                        player,
                        Map.of(Engine.POSTGRESQL, 2),
                        2,
                        1,
                        () -> 1,
                        new RunListener() {})) {
            return new ScenarioRun(plays, plan -> new CellResults(plan, List.of(), request))
                    .run(List.of(Plans.of(scenario, "ours")))
                    .get()
                    .get(0)
                    .result()
                    .verdict();
        }
    }

    private static History operation(Outcome outcome) {
        return new History(
                List.of(
                        new OperationEnded(
                                SECOND, 0, 0, "read", Duration.ZERO, SECOND, 1, outcome, null),
                        new WorkloadEnded(SECOND.multipliedBy(3))));
    }

    private static Played cell(String candidate, boolean symptom) {
        return cell(SYMPTOM, candidate, symptom);
    }

    private static Played cell(
            @Nullable Symptom symptomOfScenario, String candidate, boolean shown) {
        Scenario scenario =
                Plans.scenario("night", new Phase.Quiet(SECOND)).symptom(symptomOfScenario).build();
        Judgement judgement =
                new Judgement(Verdict.PASS, "", List.of(), Numbers.NONE, shown, Remedy.NONE);
        return new Played(
                Plans.of(scenario, candidate), new History(List.of()), judgement, List.of());
    }
}
