package dev.poolproof.runner;

import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.runner.ScenarioRun.Played;
import dev.poolproof.runner.cell.CellPlan;
import dev.poolproof.runner.judge.Judgement;
import java.util.List;
import java.util.stream.Stream;

/** Makes the row of the matrix out of a cell's plan and judgement. */
record CellResults(CellPlan plan, List<String> fidelity, RunRequest request) {
    /**
     * The result.
     *
     * @param played the cell itself
     * @param proven whether the incident showed where it must
     * @param survivors candidates that passed the same scenario, with commas between
     */
    CellResult of(Played played, boolean proven, String survivors) {
        Judgement judgement = played.judgement();
        Verdict verdict = judgement.verdict();
        String why = judgement.why();
        boolean mustShow = ScenarioRun.mustShowSymptom(plan);
        if (!proven && verdict == Verdict.PASS && !mustShow) {
            verdict = Verdict.INCONCLUSIVE;
            why = "The incident did not show where it must: " + symptom() + ". " + why;
        } else if (verdict == Verdict.FAIL && !survivors.isEmpty()) {
            why += " Survives it: " + survivors + ".";
        }
        return new CellResult(
                plan.id(),
                plan.candidate().role(),
                verdict,
                why,
                Stream.concat(judgement.evidence().stream(), played.doubts().stream()).toList(),
                plan.recorded(),
                plan.candidate().waived().get(plan.scenario().name()),
                judgement.symptom(),
                mustShow,
                plan.timing().scale(),
                fidelity,
                plan.warnings(),
                judgement.numbers(),
                request.command(plan.id().scenario(), plan.id().candidate(), plan.engine()));
    }

    /** The result of a cell that cannot be played here, in the words of {@code reason}. */
    CellResult skipped(String reason) {
        return new CellResult(
                plan.id(),
                plan.candidate().role(),
                Verdict.SKIPPED,
                reason,
                List.of(),
                plan.recorded(),
                plan.candidate().waived().get(plan.scenario().name()),
                false,
                ScenarioRun.mustShowSymptom(plan),
                plan.timing().scale(),
                fidelity,
                plan.warnings(),
                Numbers.NONE,
                request.command(plan.id().scenario(), plan.id().candidate(), plan.engine()));
    }

    private String symptom() {
        var symptom = plan.scenario().symptom();
        return symptom == null
                ? "no symptom"
                : symptom.candidate() + " must show " + symptom.describe();
    }
}
