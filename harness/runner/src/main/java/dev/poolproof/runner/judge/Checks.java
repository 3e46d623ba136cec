package dev.poolproof.runner.judge;

import dev.poolproof.model.history.History;
import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.Expectation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All expectations of a scenario, held against a cell and its control.
 *
 * @param added by what the fault added over the control, which is what counts
 * @param whole by what the cell shows as a whole
 * @param control by what the control shows as a whole
 */
record Checks(List<Check> added, List<Check> whole, List<Check> control) {
    private static final History NOTHING = new History(List.of());

    static Checks of(Brief brief, History cell, Numbers numbers, History control) {
        return new Checks(
                all(brief, numbers, cell),
                all(brief, Measurement.of(cell, NOTHING), cell),
                all(brief, Measurement.of(control, NOTHING), control));
    }

    private static List<Check> all(Brief brief, Numbers numbers, History history) {
        Observed observed =
                new Observed(
                        numbers,
                        brief.poolSize(),
                        Symptoms.shows(brief.scenario().symptom(), history),
                        history);
        return brief.scenario().expect().stream()
                .map(expectation -> Check.of(expectation, observed))
                .toList();
    }

    /** The expectations that are not met. */
    List<Check> broken() {
        return added.stream().filter(check -> !check.holds()).toList();
    }

    /**
     * An expectation that a machine which was late by {@code lateness} may have turned. Lateness
     * only makes waits longer: one that is met by the whole wait is met, and one that is broken by
     * more than the lateness is broken.
     */
    Optional<Check> uncertain(Duration lateness) {
        return IntStream.range(0, added.size())
                .filter(
                        index ->
                                added.get(index).holds()
                                        ? !whole.get(index).holds()
                                        : added.get(index).distance().compareTo(lateness) <= 0)
                .mapToObj(added::get)
                .findFirst();
    }

    /** An expectation that the control does not meet although it can without the faults. */
    Optional<Check> brokenByControl() {
        return control.stream()
                .filter(check -> !check.holds() && !asksForAFault(check.expectation()))
                .findFirst();
    }

    /** Whether only a fault can meet {@code expectation}. */
    static boolean asksForAFault(Expectation expectation) {
        if (expectation instanceof Expectation.SymptomShows shows) {
            return shows.presence() == Expectation.Presence.PRESENT;
        }
        if (expectation instanceof Expectation.Failed failed) {
            Comparison comparison = failed.bound().comparison();
            return comparison == Comparison.AT_LEAST || comparison == Comparison.GREATER;
        }
        return expectation instanceof Expectation.StaleConnections
                || expectation instanceof Expectation.Warned;
    }
}
