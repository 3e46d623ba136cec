package dev.poolproof.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.poolproof.runner.ScenarioRun.Judged;
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
        List<Judged> judged = run(player(Outcome.SUCCEEDED, 1), Map.of("ours", Verdict.PASS));

        assertThat(judged.get(0).result().verdict()).isEqualTo(Verdict.PASS);
        assertThat(playsBegun).hasValue(1);
    }

    @Test
    void aCellThatDoesNotIsHeldAgainstItsControl() throws Exception {
        List<Judged> judged = run(player(Outcome.GIVEN_UP, 1), Map.of("ours", Verdict.PASS));

        assertThat(judged.get(0).result().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(playsBegun).hasValue(2);
    }

    @Test
    void theControlOfACellOfWhichNoPassIsRecordedPlaysBesideIt() throws Exception {
        run(player(Outcome.GIVEN_UP, 2), Map.of());
        run(player(Outcome.GIVEN_UP, 2), Map.of("ours", Verdict.FAIL));

        assertThat(playsBegun).hasValue(4);
    }

    @Test
    void aControlThatBreaksEndsTheRunAlsoWhereNobodyNeedsIt() {
        Plays.Player breaksFirst =
                (plan, path, entrance) -> {
                    if (playsBegun.incrementAndGet() == 1) {
                        throw new IllegalArgumentException("no control");
                    }
                    return operation(Outcome.SUCCEEDED);
                };

        assertThatThrownBy(() -> run(breaksFirst, Map.of()))
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    /**
     * Ends each operation with {@code outcome}.
     *
     * @param together how many plays must have begun before one ends
     */
    private Plays.Player player(Outcome outcome, int together) {
        CountDownLatch begun = new CountDownLatch(together);
        return (plan, path, entrance) -> {
            playsBegun.incrementAndGet();
            begun.countDown();
            begun.await();
            return operation(outcome);
        };
    }

    /** A scenario of one cell, which has no fault. */
    private static List<Judged> run(Plays.Player player, Map<String, Verdict> recorded)
            throws Exception {
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
                    .get();
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
