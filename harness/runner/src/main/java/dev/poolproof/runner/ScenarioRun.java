package dev.poolproof.runner;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.HarnessBroke;
import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.runner.cell.CellPlan;
import dev.poolproof.runner.cell.TimeScaleChooser;
import dev.poolproof.runner.judge.Brief;
import dev.poolproof.runner.judge.Judge;
import dev.poolproof.runner.judge.Judgement;
import dev.poolproof.runner.judge.Judgement.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one scenario, from being played to being judged. They are judged together in the
 * end: only the cell that must show the symptom proves, for all of them, that the incident
 * happened.
 */
final class ScenarioRun {
    /** A cell that could not be decided is played this often more, each time slower. */
    private static final int REPEATS = 2;

    private final Plays plays;
    private final Function<CellPlan, CellResults> results;

    ScenarioRun(Plays plays, Function<CellPlan, CellResults> results) {
        this.plays = plays;
        this.results = results;
    }

    /**
     * A cell that was played and judged by itself.
     *
     * @param doubts why it could not be decided when it was played faster
     */
    record Played(CellPlan plan, History history, Judgement judgement, List<String> doubts) {}

    /** A cell that was judged with its neighbours. */
    record Judged(CellResult result, History history) {}

    /** Begins to play all cells; completes when all are judged. */
    CompletableFuture<List<Judged>> run(List<CellPlan> cells) {
        List<CompletableFuture<Played>> playing =
                cells.stream().map(cell -> play(cell, List.of(), null)).toList();
        return CompletableFuture.allOf(playing.toArray(CompletableFuture[]::new))
                .thenApply(all -> together(playing.stream().map(CompletableFuture::join).toList()));
    }

    private CompletableFuture<Played> play(
            CellPlan plan, List<String> doubts, @Nullable Numbers before) {
        Brief brief = brief(plan, doubts, before);
        CompletableFuture<?> beside =
                mayPassAtOnce(plan, doubts)
                        ? CompletableFuture.allOf() // nothing, and done
                        : plays.control(plan);
        return plays.cell(plan)
                .thenCompose(
                        cell ->
                                judge(plan, brief, cell)
                                        .thenApply(
                                                judgement ->
                                                        new Played(plan, cell, judgement, doubts)))
                .thenCombine(beside, (played, control) -> played)
                .thenCompose(this::again);
    }

    /** The control of any other is likely to be needed, and plays beside the cell. */
    private static boolean mayPassAtOnce(CellPlan plan, List<String> doubts) {
        return doubts.isEmpty() && plan.recorded() == Verdict.PASS;
    }

    private CompletableFuture<Judgement> judge(CellPlan plan, Brief brief, History cell) {
        return Judge.passing(brief, cell)
                .map(CompletableFuture::completedFuture)
                .orElseGet(
                        () ->
                                plays.control(plan)
                                        .thenApply(control -> Judge.judge(brief, cell, control)));
    }

    private CompletableFuture<Played> again(Played played) {
        CompletableFuture<Played> decided = CompletableFuture.completedFuture(played);
        if (played.doubts().size() == REPEATS
                || played.judgement().remedy() != Remedy.PLAY_SLOWER) {
            return decided;
        }
        return TimeScaleChooser.slowerThan(played.plan().timing().scale())
                .map(
                        slower ->
                                play(
                                        played.plan().at(slower),
                                        moreDoubts(played),
                                        wasATest(played) ? played.judgement().numbers() : null))
                .orElse(decided);
    }

    private static boolean wasATest(Played played) {
        return played.history().all(HarnessBroke.class).findFirst().isEmpty();
    }

    private static List<String> moreDoubts(Played played) {
        List<String> doubts = new ArrayList<>(played.doubts());
        doubts.add(
                "inconclusive at %s: %s"
                        .formatted(played.plan().timing().scale(), played.judgement().why()));
        return doubts;
    }

    private List<Judged> together(List<Played> cells) {
        boolean proven = isProven(cells);
        String survivors =
                cells.stream()
                        .filter(cell -> cell.judgement().verdict() == Verdict.PASS)
                        .map(cell -> cell.plan().candidate().name())
                        .collect(Collectors.joining(", "));
        List<Judged> judged = new ArrayList<>();
        for (Played cell : cells) {
            judged.add(
                    new Judged(
                            results.apply(cell.plan()).of(cell, proven, survivors),
                            cell.history()));
        }
        return judged;
    }

    /** A cell that was skipped shows nothing, so neither does it prove anything. */
    static boolean isProven(List<Played> cells) {
        return cells.stream()
                .allMatch(
                        cell ->
                                cell.plan().scenario().symptom() == null
                                        || cells.stream().anyMatch(ScenarioRun::shows));
    }

    private static boolean shows(Played cell) {
        return mustShowSymptom(cell.plan()) && cell.judgement().symptom();
    }

    /** Whether the scenario names this candidate as the one that must show its symptom. */
    static boolean mustShowSymptom(CellPlan plan) {
        return plan.scenario().symptom() != null
                && plan.scenario().symptom().candidate().equals(plan.candidate().name());
    }

    private static Brief brief(CellPlan plan, List<String> doubts, @Nullable Numbers before) {
        return new Brief(
                plan.scenario(),
                plan.profile().size(),
                plan.timing().scale(),
                plan.timing().margin(),
                trial(doubts.size()),
                before);
    }

    private static Brief.Trial trial(int played) {
        if (played == 0) {
            return Brief.Trial.FIRST;
        }
        return played < REPEATS ? Brief.Trial.REPEATED : Brief.Trial.LAST;
    }
}
