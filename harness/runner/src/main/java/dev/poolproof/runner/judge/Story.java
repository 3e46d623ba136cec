package dev.poolproof.runner.judge;

import dev.poolproof.model.Durations;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.history.Failure;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.HistoryEvent.PoolLogged;
import dev.poolproof.model.history.HistoryEvent.WritesAudited;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Outcome;
import dev.poolproof.model.matrix.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells, from a history, why a cell came out as it did. */
final class Story {
    private static final int LOG_LINES = 3;

    private final Brief brief;
    private final History history;
    private final Numbers numbers;
    private final Duration end;

    Story(Brief brief, History history, Numbers numbers) {
        this.brief = brief;
        this.history = history;
        this.numbers = numbers;
        this.end = Measurement.end(history);
    }

    /**
     * Why the candidate fails.
     *
     * @param controlToo whether it also fails without the faults
     */
    String ofFailure(List<String> broken, boolean controlToo) {
        StringBuilder why = new StringBuilder(controlToo ? "Even without the fault: " : "");
        why.append(String.join("; ", broken)).append('.');
        fired().ifPresent(sentence -> why.append(' ').append(sentence));
        firstFailure()
                .ifPresent(
                        operation ->
                                why.append(" First at ")
                                        .append(time(operation.endedAt()))
                                        .append(": ")
                                        .append(seen(operation))
                                        .append('.'));
        if (numbers.serverSessionsEnd() > brief.poolSize()) {
            why.append(" The database still held ")
                    .append(numbers.serverSessionsEnd())
                    .append(" sessions at the end, for a pool of ")
                    .append(brief.poolSize())
                    .append('.');
        }
        return why.toString();
    }

    /** Why the candidate survives. */
    String ofSurvival() {
        List<Fault> faults = brief.scenario().faults().toList();
        if (faults.isEmpty()) {
            return "All expectations are met; the path has no fault.";
        }
        if (numbers.faultsFired() == 0) {
            return quietPath();
        }
        return fired().orElseThrow()
                + (numbers.failed() == 0
                        ? " No operation failed"
                        : " %d of %d operations failed"
                                .formatted(numbers.failed(), numbers.operations()))
                + "; the longest wait for a connection grew by "
                + Durations.printRounded(numbers.borrowWaitMax())
                + ".";
    }

    private String quietPath() {
        StringBuilder why =
                new StringBuilder(
                        "No connection was silent for longer than %s, and %s."
                                .formatted(
                                        Durations.printRounded(Silences.longest(history, end)),
                                        patience()));
        if (numbers.keepalivesSeen() > 0) {
            why.append(
                    " %d TCP keepalive probes kept the path awake."
                            .formatted(numbers.keepalivesSeen()));
        }
        long retired =
                history.network(NetworkAction.FIN_RECEIVED)
                        .filter(event -> event.at().compareTo(end) < 0)
                        .map(Network::connection)
                        .distinct()
                        .count();
        if (retired > 0) {
            why.append(" The pool itself retired %d connections.".formatted(retired));
        }
        return why.toString();
    }

    private String patience() {
        return brief.scenario().path().stream()
                .filter(hop -> !hop.faults().isEmpty())
                .map(
                        hop ->
                                hop.name()
                                        + " waits "
                                        + hop.faults().stream()
                                                .map(Fault::after)
                                                .min(Duration::compareTo)
                                                .map(Durations::print)
                                                .orElseThrow())
                .collect(Collectors.joining(", "));
    }

    /** What the middleboxes did. */
    private Optional<String> fired() {
        List<Network> timers =
                history.network(NetworkAction.TIMER_FIRED)
                        .filter(event -> event.at().compareTo(end) <= 0)
                        .toList();
        if (timers.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Long> byHop =
                timers.stream()
                        .collect(
                                Collectors.groupingBy(
                                        event -> String.valueOf(event.hop()),
                                        Collectors.counting()));
        String hops =
                byHop.entrySet().stream()
                        .map(
                                hop ->
                                        "%s fired on %d connections"
                                                .formatted(hop.getKey(), hop.getValue()))
                        .collect(Collectors.joining(", "));
        return Optional.of("%s, first at %s.".formatted(hops, time(timers.get(0).at())));
    }

    private Optional<OperationEnded> firstFailure() {
        return history.all(OperationEnded.class).filter(Measurement::failed).findFirst();
    }

    private static String seen(OperationEnded operation) {
        if (operation.outcome() == Outcome.GIVEN_UP) {
            return "%s still waited after %s"
                    .formatted(operation.operation(), Durations.printRounded(operation.took()));
        }
        Failure failure = operation.failure();
        return failure == null ? operation.operation() : describe(failure);
    }

    private static String describe(Failure failure) {
        String state = failure.sqlState() == null ? "" : " [" + failure.sqlState() + "]";
        String cause =
                failure.causes().isEmpty() ? "" : " (" + oneLine(failure.causes().get(0)) + ")";
        return failure.exception() + state + " " + oneLine(failure.message()) + cause;
    }

    /** The lines of the history that matter most, each with its time. */
    List<String> evidence() {
        List<String> lines = new ArrayList<>();
        brief.scenario().path().stream()
                .map(Hop::name)
                .distinct()
                .forEach(hop -> firedBy(hop, lines));
        summary(NetworkAction.RST_SENT, "RST sent to", lines);
        summary(NetworkAction.FIN_SENT, "FIN sent to", lines);
        firstFailure()
                .ifPresent(
                        operation ->
                                lines.add(
                                        time(operation.endedAt())
                                                + " "
                                                + operation.operation()
                                                + " of client "
                                                + operation.client()
                                                + ": "
                                                + seen(operation)));
        history.all(OperationEnded.class)
                .filter(operation -> operation.borrowWait().compareTo(Duration.ofSeconds(1)) > 0)
                .max(Comparator.comparing(OperationEnded::borrowWait))
                .ifPresent(
                        operation ->
                                lines.add(
                                        "%s longest wait for a connection: %s"
                                                .formatted(
                                                        time(operation.at()),
                                                        Durations.printRounded(
                                                                operation.borrowWait()))));
        logLines(lines);
        lines.add(
                "%s the database holds %d sessions; %d at the most"
                        .formatted(
                                time(end),
                                numbers.serverSessionsEnd(),
                                numbers.serverSessionsPeak()));
        history.all(WritesAudited.class)
                .filter(audit -> audit.acknowledged() + audit.unknown() > 0)
                .map(
                        audit ->
                                "%s writes: %d acknowledged, %d lost, %d doubled, %d reported as failed but applied"
                                        .formatted(
                                                time(audit.at()),
                                                audit.acknowledged(),
                                                audit.lost(),
                                                audit.doubled(),
                                                audit.unknown()))
                .forEach(lines::add);
        return lines;
    }

    private void firedBy(String hop, List<String> lines) {
        List<Network> timers =
                history.network(NetworkAction.TIMER_FIRED)
                        .filter(event -> hop.equals(event.hop()) && event.at().compareTo(end) <= 0)
                        .toList();
        if (!timers.isEmpty()) {
            lines.add(
                    "%s %s: its timer fired on %d connections, last at %s"
                            .formatted(
                                    time(timers.get(0).at()),
                                    hop,
                                    timers.size(),
                                    time(timers.get(timers.size() - 1).at())));
        }
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
                                                        time(events.get(0).at()),
                                                        words,
                                                        side.toLowerCase(Locale.ROOT),
                                                        events.size())));
    }

    /** The first lines of different kinds: a pool repeats itself for every connection. */
    private void logLines(List<String> lines) {
        history
                .all(PoolLogged.class)
                .filter(line -> !line.level().equals("INFO") && line.at().compareTo(end) <= 0)
                .collect(
                        Collectors.toMap(
                                line -> shape(line.line()),
                                Function.identity(),
                                (first, second) -> first,
                                LinkedHashMap::new))
                .values()
                .stream()
                .limit(LOG_LINES)
                .forEach(
                        line ->
                                lines.add(
                                        "%s log %s: %s"
                                                .formatted(
                                                        time(line.at()),
                                                        line.level(),
                                                        oneLine(line.line()))));
    }

    private static String shape(String line) {
        return line.replaceAll("@[0-9a-f]+|\\d+", "#");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }

    private static String time(Duration at) {
        return Durations.printRounded(at);
    }
}
