package dev.poolproof.runner.judge;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.WorkloadEnded;
import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.runner.judge.Judgement.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns the history of a cell, and that of its control, into a verdict. Guards come first: they ask
 * whether the test was a test; only then do the expectations decide.
 */
public final class Judge {
    private Judge() {}

    /**
     * Judges a cell that no control can change: one that passes although each of its waits counts
     * whole, and not only by what the fault added.
     *
     * @return empty if it takes a control to judge it
     */
    public static Optional<Judgement> passing(Brief brief, History cell) {
        if (Unseen.isPathOf(cell)) {
            return Optional.empty();
        }
        // A control in which nobody waits and nothing fails says nothing in favour of the cell.
        History ideal =
                new History(
                        cell.events().stream().filter(WorkloadEnded.class::isInstance).toList());
        return Optional.of(judge(brief, cell, ideal))
                .filter(judgement -> judgement.verdict() == Verdict.PASS);
    }

    /** Judges a cell with its control. */
    public static Judgement judge(Brief brief, History cell, History control) {
        Numbers numbers = Measurement.of(cell, control);
        boolean symptom = Symptoms.shows(brief.scenario().symptom(), cell);
        Checks checks = Checks.of(brief, cell, numbers, control);
        Story story = new Story(brief, cell, numbers);
        List<String> evidence = new Evidence(brief, cell, numbers).lines();
        Optional<Doubt> doubt = new Guards(brief, cell, control, numbers, checks).firstDoubt();
        if (doubt.isPresent()) {
            return new Judgement(
                    Verdict.INCONCLUSIVE,
                    doubt.get().reason(),
                    evidence,
                    numbers,
                    symptom,
                    doubt.get().remedy());
        }
        List<String> broken = new ArrayList<>();
        checks.broken().stream().map(Check::describe).forEach(broken::add);
        if (numbers.lostWrites() > 0) {
            broken.add(numbers.lostWrites() + " acknowledged writes are lost");
        }
        if (numbers.doubledWrites() > 0) {
            broken.add(numbers.doubledWrites() + " writes were applied more than once");
        }
        return new Judgement(
                broken.isEmpty() ? Verdict.PASS : Verdict.FAIL,
                broken.isEmpty()
                        ? story.ofSurvival()
                        : story.ofFailure(broken, checks.brokenByControl().isPresent()),
                evidence,
                numbers,
                symptom,
                Remedy.NONE);
    }
}
