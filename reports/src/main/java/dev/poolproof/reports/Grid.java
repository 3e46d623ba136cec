package dev.poolproof.reports;

import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.matrix.CellId;
import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
    private final Map<CellId, CellResult> cells;
    private final Set<String> proposed;
    private final List<String> candidates;
    private final List<Row> rows;

    private Grid(
            Map<CellId, CellResult> cells,
            Set<String> proposed,
            List<String> candidates,
            List<Row> rows) {
        this.cells = cells;
        this.proposed = proposed;
        this.candidates = candidates;
        this.rows = rows;
    }

    Grid(Matrix matrix) {
        this(new HashMap<>(), new HashSet<>(), matrix.candidates(), new ArrayList<>());
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

    /**
     * The tables that the page has: rows that have candidates in common, or are joined by others
     * that have, stand in one. So scenarios that bring their own candidates do not make one table
     * of empty columns.
     */
    List<Grid> tables() {
        List<Grid> tables = new ArrayList<>();
        for (Row row : rows) {
            Set<String> columns = new HashSet<>(playersOf(row));
            List<Row> joined = new ArrayList<>();
            for (Grid table : List.copyOf(tables)) {
                if (!Collections.disjoint(table.candidates, columns)) {
                    tables.remove(table);
                    columns.addAll(table.candidates);
                    joined.addAll(table.rows);
                }
            }
            joined.add(row);
            tables.add(
                    new Grid(
                            cells,
                            proposed,
                            candidates.stream().filter(columns::contains).toList(),
                            rows.stream().filter(joined::contains).toList()));
        }
        tables.sort(Comparator.comparing(table -> rows.indexOf(table.rows.get(0))));
        return tables;
    }

    /** A row that nobody played stands with all others. */
    private List<String> playersOf(Row row) {
        List<String> players =
                candidates.stream().filter(candidate -> cell(row, candidate) != null).toList();
        return players.isEmpty() ? candidates : players;
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
