package dev.poolproof.reports;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.HistoryEvent.PhaseStarted;
import dev.poolproof.model.history.HistoryEvent.WorkloadEnded;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the picture of a history shows.
 *
 * @param end of the time axis
 * @param phases one after another
 * @param operations all that ended, by begin
 * @param lanes connections, in the order in which they were opened
 * @param omitted connections that are not shown, because there are too many
 * @param caption the picture in words
 */
record Timeline(
        Duration end,
        List<PhaseBand> phases,
        List<OperationEnded> operations,
        List<Lane> lanes,
        int omitted,
        String caption) {
    private static final int MOST_LANES = 40;

    static Timeline of(History history) {
        Duration end =
                history.all(OperationEnded.class)
                        .map(OperationEnded::endedAt)
                        .reduce(history.end(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
        List<Lane> all = lanes(history, end);
        List<Lane> shown = all;
        if (all.size() > MOST_LANES) {
            Comparator<Lane> disturbedFirst = Comparator.comparing(lane -> !lane.isDisturbed());
            shown =
                    all.stream()
                            .sorted(disturbedFirst)
                            .limit(MOST_LANES)
                            .sorted(Comparator.comparing(lane -> lane.life().from()))
                            .toList();
        }
        return new Timeline(
                end,
                phases(history, end),
                history.all(OperationEnded.class).toList(),
                shown,
                all.size() - shown.size(),
                caption(history, all));
    }

    private static List<Lane> lanes(History history, Duration end) {
        Map<Long, Lane> lanes = new LinkedHashMap<>();
        history.all(Network.class)
                .filter(event -> event.connection() > 0) // 0 is where the proxy listens
                .forEach(
                        event ->
                                lanes.computeIfAbsent(
                                                event.connection(),
                                                number -> new Lane(number, event.at(), end))
                                        .add(event));
        lanes.values().forEach(Lane::end);
        return List.copyOf(lanes.values());
    }

    private static List<PhaseBand> phases(History history, Duration end) {
        Duration workloadEnd =
                history.all(WorkloadEnded.class).map(HistoryEvent::at).findFirst().orElse(end);
        List<PhaseStarted> starts = history.all(PhaseStarted.class).toList();
        List<PhaseBand> bands = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            Duration until = i + 1 < starts.size() ? starts.get(i + 1).at() : workloadEnd;
            bands.add(
                    new PhaseBand(
                            starts.get(i).index() + 1,
                            starts.get(i).phase(),
                            new Span(starts.get(i).at(), until)));
        }
        return bands;
    }

    private static String caption(History history, List<Lane> lanes) {
        List<String> parts = new ArrayList<>();
        parts.add(Wording.counted(lanes.size(), "connection"));
        history.faultsActed()
                .collect(
                        Collectors.groupingBy(
                                event -> event.hop() == null ? "a hop" : event.hop(),
                                LinkedHashMap::new,
                                Collectors.toList()))
                .forEach((hop, events) -> parts.add(firstOf(hop + " fired", "", events.stream())));
        parts.add(
                firstOf(
                        "keepalive probes",
                        "none seen",
                        history.network(NetworkAction.KEEPALIVE_SEEN)));
        parts.add(firstOf("RST sent", "none", history.network(NetworkAction.RST_SENT)));
        parts.add(
                firstOf(
                        "failed operations",
                        "none",
                        history.all(OperationEnded.class)
                                .filter(event -> event.outcome() != Outcome.SUCCEEDED)));
        return String.join(" · ", parts);
    }

    private static String firstOf(
            String what, String ifNone, Stream<? extends HistoryEvent> events) {
        List<? extends HistoryEvent> list = events.toList();
        return list.isEmpty()
                ? what + ": " + ifNone
                : "%s: %d, first at %s".formatted(what, list.size(), Clock.show(list.get(0).at()));
    }

    /**
     * One phase of the workload.
     *
     * @param number counts from 1
     */
    record PhaseBand(int number, String phase, Span span) {}
}
