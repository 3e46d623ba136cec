package dev.poolproof.runner.judge;

import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.matrix.Verdict;
import java.util.List;

/**
 * What a judge makes of a cell.
 *
 * @param why in a sentence or two
 * @param evidence lines from the history that it stands on
 * @param symptom whether the scenario's symptom shows
 * @param remedy whether another try at a lower time scale may tell more
 */
public record Judgement(
        Verdict verdict,
        String why,
        List<String> evidence,
        Numbers numbers,
        boolean symptom,
        Remedy remedy) {
    public Judgement {
        evidence = List.copyOf(evidence);
    }

    /** What may help where a judge could not tell. */
    public enum Remedy {
        /** Nothing needs help, or nothing helps. */
        NONE,
        /** The machine was too slow for the time scale. */
        PLAY_SLOWER
    }
}
