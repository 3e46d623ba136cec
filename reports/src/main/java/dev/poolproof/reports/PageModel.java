package dev.poolproof.reports;

import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A matrix as templates read it: words only, nothing left to decide.
 *
 * @param outlook {@code held}, {@code broken} or {@code undecided}
 * @param symptoms empty if no incident is known for a symptom
 * @param broken cells that did not come out as they must
 */
record PageModel(
        String headline,
        String outlook,
        String counts,
        String symptoms,
        List<Fact> facts,
        List<Table> tables,
        List<CellModel> broken,
        List<CellModel> waived,
        List<CellModel> undecided,
        long failedAsKnownCount,
        List<Reasons.Shared> failedAsKnown,
        List<Reasons.Shared> skipped,
        List<Reasons.Note> warnings,
        List<Reasons.Note> fidelity) {

    static PageModel of(Matrix matrix, Histories histories, HistoryNames names) {
        List<CellResult> cells = matrix.cells();
        // Each history is read back for its picture: seconds for hundreds of cells.
        List<CellModel> drawn =
                IntStream.range(0, cells.size())
                        .parallel()
                        .mapToObj(i -> CellModel.of(matrix, cells.get(i), i + 1, names, histories))
                        .toList();
        Map<CellResult, CellModel> models = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            models.put(cells.get(i), drawn.get(i));
        }
        Grid grid = new Grid(matrix);
        return new PageModel(
                Wording.headline(matrix),
                switch (matrix.exitCode()) {
                    case 0 -> "held";
                    case 1 -> "broken";
                    default -> "undecided";
                },
                Wording.counts(matrix),
                Wording.symptoms(matrix),
                facts(matrix),
                grid.tables().stream().map(table -> table(table, models)).toList(),
                those(models, Reasons::isBroken),
                those(models, Reasons::isWaived),
                those(models, Reasons::isUndecided),
                matrix.cells().stream().filter(Reasons::failedAsKnown).count(),
                Reasons.shared(matrix, Reasons::failedAsKnown),
                Reasons.shared(matrix, Reasons::isSkipped),
                Reasons.notes(matrix, CellResult::warnings),
                Reasons.notes(matrix, CellResult::fidelity));
    }

    private static List<Fact> facts(Matrix matrix) {
        var run = matrix.run();
        return List.of(
                new Fact("started", Wording.started(run)),
                new Fact("time", Wording.times(run)),
                new Fact("seed", String.valueOf(run.seed())),
                new Fact("versions", Wording.versions(run)),
                new Fact("machine", run.machine()),
                new Fact("command", run.command()));
    }

    private static Table table(Grid grid, Map<CellResult, CellModel> models) {
        List<Column> columns =
                grid.candidates().stream()
                        .map(
                                name ->
                                        new Column(
                                                name,
                                                grid.isProposed(name),
                                                grid.passed(name) + "/" + grid.decided(name)))
                        .toList();
        return new Table(columns, rows(grid, models));
    }

    private static List<Row> rows(Grid grid, Map<CellResult, CellModel> models) {
        List<Row> rows = new ArrayList<>();
        for (Grid.Row row : grid.rows()) {
            List<@Nullable CellModel> cells = new ArrayList<>();
            for (String candidate : grid.candidates()) {
                @Nullable CellResult cell = grid.cell(row, candidate);
                cells.add(cell == null ? null : models.get(cell));
            }
            rows.add(new Row(row.label(), cells));
        }
        return rows;
    }

    private static List<CellModel> those(
            Map<CellResult, CellModel> models, Predicate<CellResult> which) {
        return models.keySet().stream()
                .filter(which)
                .sorted(Reasons.PROPOSED_FIRST)
                .map(models::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Something worth knowing, under its name. */
    record Fact(String name, String value) {}

    /** Scenarios that have candidates in common. */
    record Table(List<Column> columns, List<Row> rows) {}

    /** One candidate. */
    record Column(String name, boolean proposed, String passed) {}

    /** One scenario; a cell that was not run is {@code null}. */
    record Row(String label, List<@Nullable CellModel> cells) {}
}
