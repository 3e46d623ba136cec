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

    /**
     * The name of a cell's row: its scenario, and where the matrix has several databases, that of
     * its own, without the version if that tells them apart.
     */
    public String row(CellId id) {
        List<String> databases =
                cells.stream().map(cell -> cell.id().database()).distinct().toList();
        if (databases.size() < 2) {
            return id.scenario();
        }
        boolean productsDiffer =
                databases.stream().map(Matrix::product).distinct().count() == databases.size();
        return "%s (%s)"
                .formatted(id.scenario(), productsDiffer ? product(id.database()) : id.database());
    }

    private static String product(String database) {
        return database.replaceFirst(" \\d.*", "");
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
