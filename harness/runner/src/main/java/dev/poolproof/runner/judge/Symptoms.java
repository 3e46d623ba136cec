package dev.poolproof.runner.judge;

import dev.poolproof.model.history.Failure;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.HistoryEvent.PoolLogged;
import dev.poolproof.model.history.HistoryEvent.ServerLogged;
import dev.poolproof.model.scenario.Symptom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks for a scenario's symptom in a history. */
final class Symptoms {
    private Symptoms() {}

    /** Whether all given parts of {@code symptom} show; never for {@code null}. */
    static boolean shows(@Nullable Symptom symptom, History history) {
        if (symptom == null) {
            return false;
        }
        boolean failure =
                !symptom.isAFailure()
                        || history.all(OperationEnded.class)
                                .map(OperationEnded::failure)
                                .filter(Objects::nonNull)
                                .anyMatch(seen -> matches(symptom, seen));
        return failure
                && (symptom.took() == null
                        || history.all(OperationEnded.class)
                                .map(OperationEnded::took)
                                .anyMatch(symptom.took()::holds))
                && (symptom.log() == null
                        || history.all(PoolLogged.class)
                                .anyMatch(line -> line.line().contains(symptom.log())))
                && symptom.serverLog().stream()
                        .allMatch(
                                part ->
                                        history.all(ServerLogged.class)
                                                .anyMatch(line -> line.line().contains(part)));
    }

    private static boolean matches(Symptom symptom, Failure failure) {
        return (symptom.sqlState() == null || failure.hasSqlState(symptom.sqlState()))
                && (symptom.error() == null || failure.hasErrorCode(symptom.error()))
                && (symptom.exception() == null
                        || symptom.exception().equals(failure.exception())
                        || failure.causes().stream()
                                .anyMatch(
                                        cause ->
                                                cause.split("[\\[:]", 2)[0].equals(
                                                        symptom.exception())))
                && (symptom.message() == null
                        || failure.message().contains(symptom.message())
                        || failure.aCauseHas(symptom.message()));
    }
}
