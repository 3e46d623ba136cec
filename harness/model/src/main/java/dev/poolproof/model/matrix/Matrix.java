package dev.poolproof.model.matrix;

import java.util.List;
import java.util.Optional;

/**
 * The cells of a run.
 *
 * @param scenarios in the order of the rows
 * @param candidates in the order of the columns
 * @param cells row by row
 */
public record Matrix(
        RunInfo run, List<String> scenarios, List<String> candidates, List<CellResult> cells) {
    public Matrix {
        scenarios = List.copyOf(scenarios);
        candidates = List.copyOf(candidates);
        cells = List.copyOf(cells);
    }

    /** The cell of one scenario and candidate, if it was run. */
    public Optional<CellResult> cell(String scenario, String candidate) {
        return cells.stream()
                .filter(
                        cell ->
                                cell.id().scenario().equals(scenario)
                                        && cell.id().candidate().equals(candidate))
                .findFirst();
    }

    /** How many cells have this verdict. */
    public long count(Verdict verdict) {
        return cells.stream().filter(cell -> cell.verdict() == verdict).count();
    }

    /**
     * 0 if all held, 1 if something broke, 3 if something stayed inconclusive and nothing broke.
     */
    public int exitCode() {
        if (cells.stream().anyMatch(cell -> cell.standing() == Standing.BROKEN)) {
            return 1;
        }
        return cells.stream().anyMatch(cell -> cell.standing() == Standing.UNDECIDED) ? 3 : 0;
    }
}
