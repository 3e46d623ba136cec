package dev.poolproof.reports;

import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Verdict;

/**
 * How far a run has got.
 *
 * @param total cells and controls that will be played
 * @param started of these, so far
 * @param played of the started, those that have ended
 * @param judged cells
 * @param failed of the judged
 * @param inconclusive of the judged
 * @param broken of the judged, those that did not come out as they must
 */
record ProgressTally(
        int total, int started, int played, int judged, int failed, int inconclusive, int broken) {
    static final ProgressTally NOTHING = new ProgressTally(0, 0, 0, 0, 0, 0, 0);

    ProgressTally planned(int plays) {
        return new ProgressTally(plays, started, played, judged, failed, inconclusive, broken);
    }

    ProgressTally withStarted() {
        return new ProgressTally(total, started + 1, played, judged, failed, inconclusive, broken);
    }

    ProgressTally withPlayed() {
        return new ProgressTally(total, started, played + 1, judged, failed, inconclusive, broken);
    }

    ProgressTally with(CellResult cell) {
        return new ProgressTally(
                total,
                started,
                played,
                judged + 1,
                failed + (cell.verdict() == Verdict.FAIL ? 1 : 0),
                inconclusive + (cell.verdict() == Verdict.INCONCLUSIVE ? 1 : 0),
                broken + (Reasons.isBroken(cell) ? 1 : 0));
    }

    /** How many play at this moment. */
    int running() {
        return started - played;
    }

    /** {@code 41 judged, 12 FAIL, 1 inconclusive, 2 unexpected}. */
    String inWords() {
        return judged
                + " judged"
                + (failed == 0 ? "" : ", " + failed + " FAIL")
                + (inconclusive == 0 ? "" : ", " + inconclusive + " inconclusive")
                + (broken == 0 ? "" : ", " + broken + " unexpected");
    }

    /** The same in the room that a bar leaves: {@code 8 run, 12 FAIL, 2 unexpected}. */
    String inFewWords() {
        return (running() == 0 ? "" : running() + " run, ")
                + failed
                + " FAIL"
                + (broken == 0 ? "" : ", " + broken + " unexpected");
    }
}
