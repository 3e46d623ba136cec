package dev.poolproof.reports;

import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.matrix.CellId;
import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A matrix laid out for a page: a row for each scenario and database, a column for each candidate.
 */
final class Grid {
    private final Map<CellId, CellResult> cells = new HashMap<>();
    private final Set<String> proposed = new HashSet<>();
    private final List<String> candidates;
    private final List<Row> rows = new ArrayList<>();

    Grid(Matrix matrix) {
        candidates = matrix.candidates();
        for (CellResult cell : matrix.cells()) {
            cells.put(cell.id(), cell);
            if (cell.role() == Role.PROPOSED) {
                proposed.add(cell.id().candidate());
            }
        }
        for (String scenario : matrix.scenarios()) {
            List<String> played =
                    databases(
                            matrix.cells().stream()
                                    .map(CellResult::id)
                                    .filter(id -> id.scenario().equals(scenario))
                                    .toList());
            for (String database : played.isEmpty() ? List.of("") : played) {
                rows.add(
                        new Row(
                                scenario,
                                database,
                                matrix.row(new CellId(scenario, "", database))));
            }
        }
    }

    List<Row> rows() {
        return rows;
    }

    List<String> candidates() {
        return candidates;
    }

    boolean isProposed(String candidate) {
        return proposed.contains(candidate);
    }

    /** {@code null} if it was not run. */
    @Nullable CellResult cell(Row row, String candidate) {
        return cells.get(new CellId(row.scenario(), candidate, row.database()));
    }

    /** How many cells {@code candidate} passed. */
    long passed(String candidate) {
        return cells.values().stream()
                .filter(cell -> cell.id().candidate().equals(candidate))
                .filter(cell -> cell.verdict() == Verdict.PASS)
                .count();
    }

    /** How many cells of {@code candidate} could be decided. */
    long decided(String candidate) {
        return cells.values().stream()
                .filter(cell -> cell.id().candidate().equals(candidate))
                .filter(cell -> cell.verdict() == Verdict.PASS || cell.verdict() == Verdict.FAIL)
                .count();
    }

    private static List<String> databases(List<CellId> ids) {
        return ids.stream().map(CellId::database).distinct().toList();
    }

    /** One row; {@code label} names the database where there is more than one. */
    record Row(String scenario, String database, String label) {}
}
