package dev.poolproof.model.matrix;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cell of the matrix, judged.
 *
 * @param role of the candidate
 * @param verdict what became of it
 * @param why the reason in a sentence or two
 * @param evidence lines from the history that the reason stands on, each with its production time
 * @param expected how a reference candidate is recorded to come out; {@code null} if nothing is
 *     recorded
 * @param waived why the candidate need not pass; {@code null} if it must
 * @param symptom whether the scenario's symptom was seen
 * @param mustShowSymptom whether this is the candidate that must show it
 * @param timeScale at which it ran last
 * @param fidelity what this machine could not do as the real box does; empty if everything
 * @param warnings settings that the pool replaced, and other things to know
 * @param numbers what was measured
 * @param repeat the command that runs this cell alone
 */
public record CellResult(
        CellId id,
        Role role,
        Verdict verdict,
        String why,
        List<String> evidence,
        @Nullable Verdict expected,
        @Nullable String waived,
        boolean symptom,
        boolean mustShowSymptom,
        TimeScale timeScale,
        List<String> fidelity,
        List<String> warnings,
        Numbers numbers,
        String repeat) {
    public CellResult {
        evidence = List.copyOf(evidence);
        fidelity = List.copyOf(fidelity);
        warnings = List.copyOf(warnings);
    }

    /** Whether the cell came out as it must. */
    public Standing standing() {
        if (verdict == Verdict.SKIPPED) {
            return Standing.HELD;
        }
        if (verdict == Verdict.INCONCLUSIVE) {
            return Standing.UNDECIDED;
        }
        if (mustShowSymptom && !symptom) {
            return Standing.BROKEN;
        }
        if (role == Role.PROPOSED) {
            return verdict == Verdict.PASS || waived != null ? Standing.HELD : Standing.BROKEN;
        }
        return expected == null || expected == verdict ? Standing.HELD : Standing.BROKEN;
    }
}
