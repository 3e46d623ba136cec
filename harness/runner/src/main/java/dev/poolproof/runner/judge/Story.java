package dev.poolproof.runner.judge;

import dev.poolproof.model.Durations;
import dev.poolproof.model.fault.TimedFault;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.HistoryEvent.Provoked;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.HttpPlan;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells, from a history, why a cell came out as it did: in a few sentences. */
final class Story {
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
        why.append(new Answers(brief.scenario(), history).inWords());
        fired().ifPresent(sentence -> why.append(' ').append(sentence));
        Sight.firstFailure(history)
                .ifPresent(
                        operation ->
                                why.append(" First at ")
                                        .append(Durations.printRounded(operation.endedAt()))
                                        .append(": ")
                                        .append(Sight.of(operation))
                                        .append('.'));
        why.append(mostOften()).append(starvation()).append(demand());
        if (numbers.serverSessionsEnd() > brief.poolSize() * brief.scenario().instances()) {
            why.append(" The database still held ")
                    .append(numbers.serverSessionsEnd())
                    .append(" sessions at the end, for a pool of ")
                    .append(brief.poolSize())
                    .append('.');
        }
        return why.toString();
    }

    /** What operations met more often than what the first one met. */
    private String mostOften() {
        List<List<OperationEnded>> kinds = Sight.kindsOfFailure(history);
        return kinds.stream()
                .max(Comparator.comparingInt(List::size))
                .filter(kind -> kind.size() > kinds.get(0).size())
                .map(
                        kind ->
                                " Most often, %d times, first at %s: %s."
                                        .formatted(
                                                kind.size(),
                                                Durations.printRounded(kind.get(0).endedAt()),
                                                Sight.of(kind.get(0))))
                .orElse("");
    }

    /** How long it took until operations had kept all connections of the pool for good. */
    private String starvation() {
        List<Duration> kept =
                history.all(Provoked.class)
                        .filter(event -> event.what().equals(Provoked.KEPT))
                        .map(Provoked::at)
                        .sorted()
                        .toList();
        if (kept.isEmpty() || kept.size() < brief.poolSize()) {
            return "";
        }
        Duration last = kept.get(brief.poolSize() - 1);
        return " The pool was empty for good at %s, %s after the first of its %d connections was kept."
                .formatted(
                        Durations.printRounded(last),
                        Durations.printRounded(last.minus(kept.get(0))),
                        brief.poolSize());
    }

    /** What all instances may want, and what the server has for them. */
    private String demand() {
        Integer available = brief.scenario().connectionsForAll();
        int instances = brief.scenario().instances();
        if (available == null || instances == 1) {
            return "";
        }
        int wanted = instances * brief.poolSize();
        return " %d instances with pools of %d want %d connections at the most, which %s the %d that the server has for them."
                .formatted(
                        instances,
                        brief.poolSize(),
                        wanted,
                        wanted <= available ? "fit into" : "are more than",
                        available);
    }

    /** Why the candidate survives. */
    String ofSurvival() {
        HttpPlan http = brief.scenario().http();
        if (http != null) {
            return fired().orElse(
                                    http.front() == HttpPlan.Front.ALB
                                            ? "The load balancer let its clients be."
                                            : "nginx logged no error.")
                    + new Answers(brief.scenario(), history).inWords();
        }
        if (brief.scenario().isUndisturbed()) {
            return "All expectations are met; the path has no fault.";
        }
        if (numbers.faultsFired() == 0 && !Unseen.isPathOf(history)) {
            return quietPath();
        }
        return fired().orElse("Operations show the fault; what plays the path tells nothing of it.")
                + (numbers.failed() == 0
                        ? " No operation failed"
                        : " %d of %d operations failed"
                                .formatted(numbers.failed(), numbers.operations()))
                + "; the longest wait for a connection "
                + (numbers.lessControl() ? "grew by " : "was ")
                + Durations.printRounded(numbers.borrowWaitMax())
                + "."
                + warning()
                + starvation()
                + demand();
    }

    /** Operations may fail where all that counts is that somebody was told in time. */
    private String warning() {
        return brief.scenario().expect().stream().anyMatch(Expectation.Warned.class::isInstance)
                ? " The log had told of it before the first operation failed."
                : "";
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
        Stream<String> ofServer =
                brief.scenario().serverSettings().times().entrySet().stream()
                        .map(
                                setting ->
                                        "the server's %s is %s"
                                                .formatted(
                                                        setting.getKey(),
                                                        Durations.print(setting.getValue())));
        Stream<String> ofPath =
                brief.scenario().path().stream()
                        .flatMap(
                                hop ->
                                        TimedFault.of(hop.faults().stream())
                                                .map(TimedFault::after)
                                                .min(Duration::compareTo)
                                                .map(
                                                        wait ->
                                                                hop.name()
                                                                        + " waits "
                                                                        + Durations.print(wait))
                                                .stream());
        Stream<String> ofPgBouncer =
                Stream.ofNullable(brief.scenario().pgBouncer())
                        .map(
                                pgBouncer ->
                                        "PgBouncer waits " + Durations.print(pgBouncer.shortest()));
        return Stream.of(ofServer, ofPgBouncer, ofPath)
                .flatMap(each -> each)
                .collect(Collectors.joining(", "));
    }

    /** What happened to the cell. */
    private Optional<String> fired() {
        Disturbances disturbances = Disturbances.until(end, history);
        return disturbances
                .first()
                .map(
                        first ->
                                "%s, first at %s."
                                        .formatted(
                                                String.join(", ", disturbances.inWords()),
                                                Durations.printRounded(first)));
    }
}
