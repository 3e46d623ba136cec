package dev.poolproof.reports;

import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Standing;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.reports.TerminalCanvas.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lettered grid, split into blocks of columns where it is too wide. */
final class TerminalGrid {
    private static final int LONGEST_ROW_NAME = 36;

    private final Grid grid;
    private final TerminalCanvas canvas;

    TerminalGrid(Grid grid, TerminalCanvas canvas) {
        this.grid = grid;
        this.canvas = canvas;
    }

    void draw() {
        legend();
        grid.tables().forEach(this::table);
        canvas.line("");
        canvas.wrapped(
                "",
                "pass, FAIL: survives or not | !: not as it must be | ~: waived | ?: inconclusive"
                        + " | -: skipped");
    }

    private void table(Grid table) {
        int names =
                table.rows().stream().mapToInt(row -> Text.length(name(row))).max().orElse(0) + 1;
        List<String> block = new ArrayList<>();
        int used = names;
        for (String candidate : table.candidates()) {
            if (!block.isEmpty() && used + width(candidate) > canvas.width() + 1) {
                block(table, names, block);
                block.clear();
                used = names;
            }
            block.add(candidate);
            used += width(candidate);
        }
        if (!block.isEmpty()) {
            block(table, names, block);
        }
    }

    /** The widest mark of the column, and a space. */
    private int width(String candidate) {
        return 1
                + grid.rows().stream()
                        .map(row -> grid.cell(row, candidate))
                        .filter(Objects::nonNull)
                        .mapToInt(cell -> mark(cell).length())
                        .reduce(4, Math::max);
    }

    /** {@code A} to {@code Z}, then {@code AA} and so on. */
    static String letter(int index) {
        String last = String.valueOf((char) ('A' + index % 26));
        return index < 26 ? last : letter(index / 26 - 1) + last;
    }

    private void legend() {
        canvas.line("");
        List<String> candidates = grid.candidates();
        int widest =
                candidates.stream().mapToInt(name -> Text.length(entry(0, name))).max().orElse(0);
        int entry = Math.min(widest + 2, canvas.width() - 2);
        int columns = Math.max(1, (canvas.width() - 2) / entry);
        int lines = (candidates.size() + columns - 1) / columns;
        for (int line = 0; line < lines; line++) {
            StringBuilder text = new StringBuilder("  ");
            for (int index = line; index < candidates.size(); index += lines) {
                text.append(
                        Text.pad(Text.shorten(entry(index, candidates.get(index)), entry), entry));
            }
            canvas.line(text.toString());
        }
        if (candidates.stream().anyMatch(grid::isProposed)) {
            canvas.line("  * proposed: must pass what it does not waive");
        }
    }

    private String entry(int index, String candidate) {
        return Text.pad(letter(index), 2)
                + (grid.isProposed(candidate) ? "* " : "  ")
                + Text.oneLine(candidate);
    }

    private void block(Grid table, int names, List<String> candidates) {
        canvas.line("");
        StringBuilder head = new StringBuilder(Text.pad("", names));
        StringBuilder foot = new StringBuilder(Text.pad("passed", names));
        for (String candidate : candidates) {
            int width = width(candidate);
            String star = grid.isProposed(candidate) ? "*" : "";
            String letter = letter(grid.candidates().indexOf(candidate));
            head.append(canvas.paint(Ink.STRONG, Text.pad(letter + star, width)));
            foot.append(Text.pad(String.valueOf(grid.passed(candidate)), width));
        }
        canvas.line(head.toString());
        for (Grid.Row row : table.rows()) {
            StringBuilder line = new StringBuilder(Text.pad(name(row), names));
            for (String candidate : candidates) {
                @Nullable CellResult cell = grid.cell(row, candidate);
                String mark = cell == null ? "" : mark(cell);
                line.append(cell == null ? "" : canvas.paint(ink(cell), mark));
                line.append(" ".repeat(width(candidate) - mark.length()));
            }
            canvas.line(line.toString());
        }
        canvas.line(canvas.paint(Ink.FAINT, foot.toString().stripTrailing()));
    }

    private static String mark(CellResult cell) {
        String mark =
                switch (cell.verdict()) {
                    case PASS -> "pass";
                    case FAIL -> "FAIL";
                    case INCONCLUSIVE -> "?";
                    case SKIPPED -> "-";
                };
        if (cell.standing() == Standing.BROKEN) {
            return mark + "!";
        }
        return cell.verdict() == Verdict.FAIL && cell.waived() != null ? mark + "~" : mark;
    }

    private static Ink ink(CellResult cell) {
        if (cell.standing() == Standing.BROKEN) {
            return Ink.BROKEN;
        }
        return switch (cell.verdict()) {
            case PASS -> Ink.PASS;
            case FAIL -> Ink.FAIL;
            case INCONCLUSIVE -> Ink.UNDECIDED;
            case SKIPPED -> Ink.FAINT;
        };
    }

    private static String name(Grid.Row row) {
        return Text.shorten(Text.oneLine(row.label()), LONGEST_ROW_NAME);
    }
}
