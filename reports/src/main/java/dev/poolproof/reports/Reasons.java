package dev.poolproof.reports;

import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.Standing;
import dev.poolproof.model.matrix.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which cells belong together below a matrix, so that no reason has to be read twice. */
final class Reasons {
    /** What is to be shipped is read first. */
    static final Comparator<CellResult> PROPOSED_FIRST = Comparator.comparing(CellResult::role);

    private Reasons() {}

    static boolean isBroken(CellResult cell) {
        return cell.standing() == Standing.BROKEN;
    }

    static boolean isUndecided(CellResult cell) {
        return cell.standing() == Standing.UNDECIDED;
    }

    static boolean isWaived(CellResult cell) {
        return failedAndHeld(cell) && cell.role() == Role.PROPOSED;
    }

    static boolean failedAsKnown(CellResult cell) {
        return failedAndHeld(cell) && cell.role() == Role.REFERENCE;
    }

    static boolean isSkipped(CellResult cell) {
        return cell.verdict() == Verdict.SKIPPED;
    }

    private static boolean failedAndHeld(CellResult cell) {
        return cell.verdict() == Verdict.FAIL && cell.standing() == Standing.HELD;
    }

    /**
     * The chosen cells in order, those of a scenario together whose reasons are the same but for
     * the numbers in them.
     */
    static List<Shared> shared(Matrix matrix, Predicate<CellResult> which) {
        Map<List<String>, List<CellResult>> alike = new LinkedHashMap<>();
        matrix.cells().stream()
                .filter(which)
                .forEach(
                        cell ->
                                alike.computeIfAbsent(
                                                List.of(matrix.row(cell.id()), kind(cell.why())),
                                                key -> new ArrayList<>())
                                        .add(cell));
        return alike.values().stream()
                .map(
                        cells ->
                                new Shared(
                                        matrix.row(cells.get(0).id()),
                                        cells.get(0).id().candidate(),
                                        cells.get(0).why(),
                                        cells.stream()
                                                .skip(1)
                                                .map(cell -> cell.id().candidate())
                                                .toList()))
                .toList();
    }

    private static String kind(String why) {
        return why.replaceAll("[0-9.]+", "0");
    }

    /** Each note once, with what it is about. */
    static List<Note> notes(Matrix matrix, Function<CellResult, List<String>> notes) {
        Map<String, List<CellResult>> cells = new LinkedHashMap<>();
        for (CellResult cell : matrix.cells()) {
            for (String note : notes.apply(cell)) {
                cells.computeIfAbsent(note, text -> new ArrayList<>()).add(cell);
            }
        }
        return cells.entrySet().stream()
                .map(entry -> new Note(subjects(matrix, entry.getValue()), entry.getKey()))
                .toList();
    }

    /** Candidates or scenarios, whichever are fewer. */
    private static String subjects(Matrix matrix, List<CellResult> cells) {
        List<String> scenarios =
                cells.stream().map(cell -> matrix.row(cell.id())).distinct().toList();
        List<String> candidates =
                cells.stream().map(cell -> cell.id().candidate()).distinct().toList();
        if (candidates.size() <= scenarios.size()) {
            return candidates.size() > 1 && candidates.size() == matrix.candidates().size()
                    ? "all"
                    : String.join(", ", candidates);
        }
        return String.join(", ", scenarios);
    }

    /**
     * One reason for several cells of a scenario.
     *
     * @param scenario the name of its row
     * @param why of {@code candidate}
     * @param likewise candidates for which it is the same but for its numbers
     */
    record Shared(String scenario, String candidate, String why, List<String> likewise) {}

    /** One note on {@code subjects}, candidates or scenarios. */
    record Note(String subjects, String text) {}
}
