package dev.poolproof.runner.judge;

import dev.poolproof.model.history.History;
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
    private static final History NOTHING = new History(List.of());

    private Judge() {}

    /** Judges one cell. */
    public static Judgement judge(Brief brief, History cell, History control) {
        Numbers numbers = Measurement.of(cell, control);
        boolean symptom = Symptoms.shows(brief.scenario().symptom(), cell);
        List<Check> checks = checks(brief, numbers, symptom);
        List<Check> controlChecks =
                checks(
                        brief,
                        Measurement.of(control, NOTHING),
                        Symptoms.shows(brief.scenario().symptom(), control));
        Story story = new Story(brief, cell, numbers);
        Optional<Guards.Doubt> doubt =
                Guards.firstDoubt(brief, cell, control, numbers, checks, controlChecks);
        if (doubt.isPresent()) {
            return new Judgement(
                    Verdict.INCONCLUSIVE,
                    doubt.get().reason(),
                    story.evidence(),
                    numbers,
                    symptom,
                    doubt.get().remedy());
        }
        List<String> broken = new ArrayList<>();
        checks.stream().filter(check -> !check.holds()).map(Check::describe).forEach(broken::add);
        if (numbers.lostWrites() > 0) {
            broken.add(numbers.lostWrites() + " acknowledged writes are lost");
        }
        if (numbers.doubledWrites() > 0) {
            broken.add(numbers.doubledWrites() + " writes were applied more than once");
        }
        return new Judgement(
                broken.isEmpty() ? Verdict.PASS : Verdict.FAIL,
                broken.isEmpty() ? story.ofSurvival() : story.ofFailure(broken),
                story.evidence(),
                numbers,
                symptom,
                Remedy.NONE);
    }

    private static List<Check> checks(Brief brief, Numbers numbers, boolean symptom) {
        return brief.scenario().expect().stream()
                .map(expectation -> Check.of(expectation, numbers, brief.poolSize(), symptom))
                .toList();
    }
}
