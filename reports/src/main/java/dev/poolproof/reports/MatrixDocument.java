package dev.poolproof.reports;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.matrix.CellId;
import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.matrix.RunInfo;
import dev.poolproof.model.matrix.Standing;
import dev.poolproof.model.matrix.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in {@code matrix.json}.
 *
 * @param exitCode for readers; not read back, as it follows from the cells
 */
record MatrixDocument(
        String format,
        int version,
        RunInfo run,
        int exitCode,
        List<String> scenarios,
        List<String> candidates,
        List<Cell> cells) {
    private static final String FORMAT = "poolproof-matrix";
    private static final int VERSION = 1;

    static MatrixDocument of(Matrix matrix, HistoryNames names) {
        return new MatrixDocument(
                FORMAT,
                VERSION,
                matrix.run(),
                matrix.exitCode(),
                matrix.scenarios(),
                matrix.candidates(),
                matrix.cells().stream()
                        .map(cell -> Cell.of(cell, "history/" + names.of(cell.id())))
                        .toList());
    }

    Matrix toMatrix(Path file) {
        if (!format.equals(FORMAT) || version != VERSION) {
            throw new IllegalArgumentException(
                    "%s:1:1: must be %s %d, was %s %d"
                            .formatted(file, FORMAT, VERSION, format, version));
        }
        return new Matrix(run, scenarios, candidates, cells.stream().map(Cell::toResult).toList());
    }

    /**
     * One cell.
     *
     * @param standing for readers; not read back, as it follows from the rest
     * @param history its file, seen from the directory of the matrix
     */
    record Cell(
            String scenario,
            String candidate,
            String database,
            Verdict verdict,
            String why,
            Standing standing,
            Role role,
            @Nullable Verdict expected,
            @Nullable String waived,
            boolean symptom,
            boolean mustShowSymptom,
            TimeScale timeScale,
            List<String> fidelity,
            List<String> evidence,
            List<String> warnings,
            Numbers numbers,
            String repeat,
            String history) {
        static Cell of(CellResult cell, String history) {
            return new Cell(
                    cell.id().scenario(),
                    cell.id().candidate(),
                    cell.id().database(),
                    cell.verdict(),
                    cell.why(),
                    cell.standing(),
                    cell.role(),
                    cell.expected(),
                    cell.waived(),
                    cell.symptom(),
                    cell.mustShowSymptom(),
                    cell.timeScale(),
                    cell.fidelity(),
                    cell.evidence(),
                    cell.warnings(),
                    cell.numbers(),
                    cell.repeat(),
                    history);
        }

        CellResult toResult() {
            return new CellResult(
                    new CellId(scenario, candidate, database),
                    role,
                    verdict,
                    why,
                    evidence,
                    expected,
                    waived,
                    symptom,
                    mustShowSymptom,
                    timeScale,
                    fidelity,
                    warnings,
                    numbers,
                    repeat);
        }
    }
}
