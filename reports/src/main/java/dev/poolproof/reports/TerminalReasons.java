package dev.poolproof.reports;

import static java.util.stream.Collectors.joining;

import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The reasons below the grid: in full where somebody must act, in brief where all is known. */
final class TerminalReasons {
    private static final int LINES_IF_KNOWN = 3;

    private final Matrix matrix;
    private final TerminalCanvas canvas;

    TerminalReasons(Matrix matrix, TerminalCanvas canvas) {
        this.matrix = matrix;
        this.canvas = canvas;
    }

    void draw() {
        inFull("Not as it must be", Reasons::isBroken);
        inFull("Proposed, failed, waived", Reasons::isWaived);
        inFull("Inconclusive", Reasons::isUndecided);
        inShort("Failed, as known", Reasons::failedAsKnown);
        inShort("Skipped", Reasons::isSkipped);
        notes("Warnings", CellResult::warnings);
        notes("Not quite as the real box", CellResult::fidelity);
    }

    private void inFull(String heading, Predicate<CellResult> which) {
        List<CellResult> cells =
                matrix.cells().stream().filter(which).sorted(Reasons.PROPOSED_FIRST).toList();
        if (cells.isEmpty()) {
            return;
        }
        canvas.heading("%s (%d)".formatted(heading, cells.size()));
        for (CellResult cell : cells) {
            canvas.line("");
            canvas.wrapped("  ", matrix.row(cell.id()) + " x " + lettered(cell.id().candidate()));
            canvas.wrapped("    ", Wording.verdict(cell));
            canvas.wrapped("    ", cell.why());
            cell.evidence().forEach(line -> canvas.wrapped("    | ", line));
            canvas.wrapped("    again: ", cell.repeat());
        }
    }

    private void inShort(String heading, Predicate<CellResult> which) {
        List<Reasons.Shared> all = Reasons.shared(matrix, which);
        if (all.isEmpty()) {
            return;
        }
        long count = matrix.cells().stream().filter(which).count();
        canvas.heading("%s (%d)".formatted(heading, count));
        String scenario = "";
        for (Reasons.Shared reason : all) {
            if (!reason.scenario().equals(scenario)) {
                scenario = reason.scenario();
                canvas.wrapped("  ", scenario);
            }
            String likewise =
                    reason.likewise().isEmpty()
                            ? ""
                            : " (likewise "
                                    + reason.likewise().stream()
                                            .map(this::letter)
                                            .collect(joining(", "))
                                    + ")";
            canvas.wrapped(
                    "    ",
                    lettered(reason.candidate()) + likewise + ": " + reason.why(),
                    LINES_IF_KNOWN);
        }
    }

    private void notes(String heading, Function<CellResult, List<String>> notes) {
        List<Reasons.Note> all = Reasons.notes(matrix, notes);
        if (all.isEmpty()) {
            return;
        }
        canvas.heading(heading);
        all.forEach(note -> canvas.wrapped("  ", note.subjects() + ": " + note.text()));
    }

    private String lettered(String candidate) {
        return letter(candidate) + " " + candidate;
    }

    private String letter(String candidate) {
        return TerminalGrid.letter(matrix.candidates().indexOf(candidate));
    }
}
