package dev.poolproof.reports;

import dev.poolproof.model.Durations;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.RunInfo;
import dev.poolproof.model.matrix.Standing;
import dev.poolproof.model.matrix.Verdict;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What every page says in the same words. */
final class Wording {
    private Wording() {}

    /** The sentence that a reader needs first. */
    static String headline(Matrix matrix) {
        long cells = matrix.cells().size();
        long broken = standing(matrix, Standing.BROKEN).size();
        long undecided = standing(matrix, Standing.UNDECIDED).size();
        if (cells == 0) {
            return "No cell was run.";
        }
        String undecidedToo = undecided == 0 ? "" : "; " + undecided + " could not be decided";
        if (broken > 0) {
            return "%d of %s did not come out as %s must%s."
                    .formatted(
                            broken,
                            counted(cells, "cell"),
                            broken == 1 ? "it" : "they",
                            undecidedToo);
        }
        return undecided > 0
                ? "Nothing broke, but %d of %s could not be decided."
                        .formatted(undecided, counted(cells, "cell"))
                : cells == 1
                        ? "The one cell came out as it must."
                        : "All %d cells came out as they must.".formatted(cells);
    }

    /** {@code 98 pass, 41 FAIL, 2 inconclusive, 2 skipped}. */
    static String counts(Matrix matrix) {
        List<String> parts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            long count = matrix.count(verdict);
            if (count > 0) {
                parts.add(count + " " + name(verdict));
            }
        }
        return String.join(", ", parts);
    }

    /** How many incidents showed what they are known for; empty if none is known for anything. */
    static String symptoms(Matrix matrix) {
        List<CellResult> known =
                matrix.cells().stream().filter(CellResult::mustShowSymptom).toList();
        Set<String> missing =
                known.stream()
                        .filter(cell -> !cell.symptom())
                        .map(cell -> matrix.row(cell.id()))
                        .collect(Collectors.toCollection(TreeSet::new));
        if (known.isEmpty()) {
            return "";
        }
        return "%d of %s reproduced with their known symptom%s"
                .formatted(
                        known.stream().filter(CellResult::symptom).count(),
                        counted(known.size(), "incident"),
                        missing.isEmpty() ? "" : "; not seen: " + String.join(", ", missing));
    }

    /** {@code pass} in small letters and {@code FAIL} in capitals, so that the eye finds it. */
    static String name(Verdict verdict) {
        return verdict == Verdict.FAIL ? "FAIL" : verdict.name().toLowerCase(Locale.ROOT);
    }

    /** The verdict, with what it should have been if it should have been another. */
    static String verdict(CellResult cell) {
        String verdict = name(cell.verdict());
        if (cell.standing() == Standing.BROKEN) {
            if (cell.mustShowSymptom() && !cell.symptom()) {
                return verdict + ", but it must show the symptom of the incident and did not";
            }
            return cell.role() == Role.PROPOSED || cell.expected() == null
                    ? verdict + ", but it is proposed and must pass"
                    : verdict + ", but it is recorded as " + name(cell.expected());
        }
        if (cell.verdict() == Verdict.FAIL && cell.waived() != null) {
            return verdict + ", waived: " + Text.oneLine(cell.waived());
        }
        return cell.verdict() == cell.expected() ? verdict + ", as recorded" : verdict;
    }

    /** How long the run took, and how much production it stands for. */
    static String times(RunInfo run) {
        return "%s of production in %s"
                .formatted(
                        Durations.printRounded(run.production()),
                        Durations.printRounded(run.wall()));
    }

    /** {@code 2026-11-21 22:07:31 UTC}. */
    static String started(RunInfo run) {
        return DateTimeFormatter.ISO_INSTANT
                .format(run.started().truncatedTo(ChronoUnit.SECONDS))
                .replace('T', ' ')
                .replace("Z", " UTC");
    }

    /** {@code poolproof 0.1.0; java 17.0.15}. */
    static String versions(RunInfo run) {
        return run.versions().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining("; "));
    }

    /** {@code 1 cell}, {@code 2 cells}. */
    static String counted(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** The cells of one standing, in the order of the matrix. */
    static List<CellResult> standing(Matrix matrix, Standing standing) {
        return matrix.cells().stream().filter(cell -> cell.standing() == standing).toList();
    }
}
