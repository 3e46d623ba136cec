package dev.poolproof.reports;

import dev.poolproof.model.Durations;
import dev.poolproof.model.history.History;
import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.matrix.Standing;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.reports.PageModel.Fact;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cell as templates read it.
 *
 * @param scenario the name of its row
 * @param kind {@code pass}, {@code fail}, {@code inconclusive} or {@code skipped}
 * @param verdict with what it should have been
 * @param numbers empty for a cell that did not run
 * @param history file, seen from the directory of the page
 * @param picture {@code null} if there is no history
 */
record CellModel(
        String anchor,
        String scenario,
        String candidate,
        String database,
        String kind,
        boolean broken,
        boolean waived,
        boolean showsSymptom,
        String verdict,
        String why,
        List<String> evidence,
        List<String> warnings,
        List<String> fidelity,
        String timeScale,
        List<Fact> numbers,
        String repeat,
        String history,
        @Nullable Picture picture) {

    static CellModel of(
            Matrix matrix, CellResult cell, int number, HistoryNames names, Histories histories) {
        String anchor = "c" + number;
        @Nullable History history = histories.of(cell.id());
        return new CellModel(
                anchor,
                matrix.row(cell.id()),
                cell.id().candidate(),
                cell.id().database(),
                cell.verdict().name().toLowerCase(Locale.ROOT),
                cell.standing() == Standing.BROKEN,
                Reasons.isWaived(cell),
                cell.mustShowSymptom() && cell.symptom(),
                Wording.verdict(cell),
                cell.why(),
                cell.evidence(),
                cell.warnings(),
                cell.fidelity(),
                cell.timeScale().toString(),
                cell.verdict() == Verdict.SKIPPED ? List.of() : numbers(cell.numbers()),
                cell.repeat(),
                "history/" + names.of(cell.id()),
                history == null ? null : Picture.of(history, anchor, cell.id().toString()));
    }

    private static List<Fact> numbers(Numbers numbers) {
        String wait = numbers.lessControl() ? "added borrow wait " : "borrow wait ";
        return List.of(
                new Fact("operations", String.valueOf(numbers.operations())),
                new Fact("failed", String.valueOf(numbers.failed())),
                new Fact(wait + "p50", Durations.print(numbers.borrowWaitP50())),
                new Fact(wait + "p99", Durations.print(numbers.borrowWaitP99())),
                new Fact(wait + "max", Durations.print(numbers.borrowWaitMax())),
                new Fact("recovery", Durations.printRounded(numbers.recovery())),
                new Fact("server sessions, peak", String.valueOf(numbers.serverSessionsPeak())),
                new Fact("server sessions, end", String.valueOf(numbers.serverSessionsEnd())),
                new Fact("connections opened", String.valueOf(numbers.connectionsOpened())),
                new Fact("stale connections", String.valueOf(numbers.staleConnections())),
                new Fact("timers fired", String.valueOf(numbers.faultsFired())),
                new Fact("keepalive probes", String.valueOf(numbers.keepalivesSeen())),
                new Fact(
                        "writes lost / doubled / unknown",
                        "%d / %d / %d"
                                .formatted(
                                        numbers.lostWrites(),
                                        numbers.doubledWrites(),
                                        numbers.unknownWrites())),
                new Fact("jitter max", Durations.print(numbers.jitterMax())));
    }
}
