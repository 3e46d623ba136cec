package dev.poolproof.runner.judge;

import dev.poolproof.model.Durations;
import dev.poolproof.model.Names;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.ClusterChanged;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.HistoryEvent.PoolLogged;
import dev.poolproof.model.history.HistoryEvent.Repaired;
import dev.poolproof.model.history.HistoryEvent.ServerLogged;
import dev.poolproof.model.history.HistoryEvent.WritesAudited;
import dev.poolproof.model.history.LogSource;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.matrix.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines of a history that matter most to whoever has to believe a verdict. */
final class Evidence {
    private static final int LOG_LINES = 3;
    private static final int FURTHER_KINDS = 3;

    private final Brief brief;
    private final History history;
    private final Numbers numbers;
    private final Duration end;

    Evidence(Brief brief, History history, Numbers numbers) {
        this.brief = brief;
        this.history = history;
        this.numbers = numbers;
        this.end = Measurement.end(history);
    }

    /** The lines, each with its time. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        brief.scenario().path().stream()
                .map(Hop::name)
                .distinct()
                .forEach(hop -> firedBy(hop, lines));
        otherwise(lines);
        history.all(ClusterChanged.class)
                .map(
                        change ->
                                "%s %s of the cluster: %s%s"
                                        .formatted(
                                                Durations.printRounded(change.at()),
                                                change.node(),
                                                Names.of(change.change()),
                                                change.detail() == null
                                                        ? ""
                                                        : ", " + change.detail()))
                .forEach(lines::add);
        summary(NetworkAction.RST_SENT, "RST sent to", lines);
        summary(NetworkAction.FIN_SENT, "FIN sent to", lines);
        Sight.firstFailure(history)
                .ifPresent(
                        operation ->
                                lines.add(
                                        Durations.printRounded(operation.endedAt())
                                                + " "
                                                + operation.operation()
                                                + " of client "
                                                + operation.client()
                                                + ": "
                                                + Sight.of(operation)));
        laterFailures(lines);
        history.all(OperationEnded.class)
                .filter(operation -> operation.borrowWait().compareTo(Duration.ofSeconds(1)) > 0)
                .max(Comparator.comparing(OperationEnded::borrowWait))
                .ifPresent(
                        operation ->
                                lines.add(
                                        "%s longest wait for a connection: %s"
                                                .formatted(
                                                        Durations.printRounded(operation.at()),
                                                        Durations.printRounded(
                                                                operation.borrowWait()))));
        logLines(lines);
        serverLogLines(lines);
        history.all(Repaired.class)
                .map(event -> Durations.printRounded(event.at()) + " " + event.what())
                .forEach(lines::add);
        if (brief.scenario().http() != null) {
            return lines;
        }
        lines.add(
                "%s the database holds %d sessions; %d at the most"
                        .formatted(
                                Durations.printRounded(end),
                                numbers.serverSessionsEnd(),
                                numbers.serverSessionsPeak()));
        history.all(WritesAudited.class)
                .filter(audit -> audit.acknowledged() + audit.unknown() > 0)
                .map(
                        audit ->
                                "%s writes: %d acknowledged, %d lost, %d doubled, %d reported as failed but applied"
                                        .formatted(
                                                Durations.printRounded(audit.at()),
                                                audit.acknowledged(),
                                                audit.lost(),
                                                audit.doubled(),
                                                audit.unknown()))
                .forEach(lines::add);
        return lines;
    }

    private void firedBy(String hop, List<String> lines) {
        List<Network> timers =
                history.faultsActed()
                        .filter(event -> hop.equals(event.hop()) && event.at().compareTo(end) <= 0)
                        .toList();
        if (!timers.isEmpty()) {
            lines.add(
                    "%s %s: its timer fired on %d connections, last at %s"
                            .formatted(
                                    Durations.printRounded(timers.get(0).at()),
                                    hop,
                                    timers.size(),
                                    Durations.printRounded(timers.get(timers.size() - 1).at())));
        }
    }

    /** What the workload or the server did. */
    private void otherwise(List<String> lines) {
        Disturbances.until(end, history).kinds().values().stream()
                .filter(kind -> kind.get(0).origin() != Disturbances.Origin.PATH)
                .filter(kind -> kind.get(0).origin() != Disturbances.Origin.CLUSTER)
                .forEach(
                        kind ->
                                lines.add(
                                        "%s %s %d%s, last at %s"
                                                .formatted(
                                                        Durations.printRounded(kind.get(0).at()),
                                                        kind.get(0).before(),
                                                        kind.size(),
                                                        kind.get(0).after(),
                                                        Durations.printRounded(
                                                                kind.get(kind.size() - 1).at()))));
    }

    private void summary(NetworkAction action, String words, List<String> lines) {
        if (numbers.faultsFired() == 0) {
            return;
        }
        history.network(action)
                .filter(event -> event.at().compareTo(end) <= 0 && event.side() != null)
                .collect(Collectors.groupingBy(event -> String.valueOf(event.side())))
                .forEach(
                        (side, events) ->
                                lines.add(
                                        "%s %s the %s on %d connections"
                                                .formatted(
                                                        Durations.printRounded(events.get(0).at()),
                                                        words,
                                                        side.toLowerCase(Locale.ROOT),
                                                        events.size())));
    }

    /** What else operations met: after a broken connection often the longer half of an incident. */
    private void laterFailures(List<String> lines) {
        Sight.kindsOfFailure(history).stream()
                .skip(1)
                .limit(FURTHER_KINDS)
                .forEach(
                        kind ->
                                lines.add(
                                        "%s then %d times: %s"
                                                .formatted(
                                                        Durations.printRounded(
                                                                kind.get(0).endedAt()),
                                                        kind.size(),
                                                        Sight.of(kind.get(0)))));
    }

    /** The first lines of different kinds: a pool repeats itself for every connection. */
    private void logLines(List<String> lines) {
        firstOfEachKind(
                        history.all(PoolLogged.class)
                                .filter(
                                        line ->
                                                !line.level().equals("INFO")
                                                        && line.at().compareTo(end) <= 0),
                        PoolLogged::line)
                .forEach(
                        line ->
                                lines.add(
                                        "%s log %s: %s"
                                                .formatted(
                                                        Durations.printRounded(line.at()),
                                                        line.level(),
                                                        Sight.oneLine(line.line()))));
    }

    private void serverLogLines(List<String> lines) {
        firstOfEachKind(
                        history.all(ServerLogged.class)
                                .filter(line -> line.at().compareTo(end) <= 0),
                        line -> line.source() + line.line())
                .forEach(
                        line ->
                                lines.add(
                                        "%s %s log %s"
                                                .formatted(
                                                        Durations.printRounded(line.at()),
                                                        line.source() == LogSource.DATABASE
                                                                ? "server"
                                                                : Names.of(line.source()),
                                                        Sight.oneLine(line.line()))));
    }

    private static <T> Stream<T> firstOfEachKind(Stream<T> logged, Function<T, String> line) {
        return logged
                .collect(
                        Collectors.toMap(
                                each -> Sight.shape(line.apply(each)),
                                Function.identity(),
                                (first, second) -> first,
                                LinkedHashMap::new))
                .values()
                .stream()
                .limit(LOG_LINES);
    }
}
