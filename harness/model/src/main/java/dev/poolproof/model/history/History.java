package dev.poolproof.model.history;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything that happened in a cell, in order of production time.
 *
 * @param events sorted by {@code at}
 */
public record History(List<HistoryEvent> events) {
    /** Keeps the order of events that happened at the same time. */
    public History {
        events = events.stream().sorted(Comparator.comparing(HistoryEvent::at)).toList();
    }

    /** The events of one type, in order. */
    public <E extends HistoryEvent> Stream<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast);
    }

    /** The network events of one action, in order. */
    public Stream<HistoryEvent.Network> network(NetworkAction action) {
        return all(HistoryEvent.Network.class).filter(event -> event.action() == action);
    }

    /**
     * What faults did, in order: each timer that fired, and the first of what each hop did to a
     * connection's bytes.
     */
    public Stream<HistoryEvent.Network> faultsActed() {
        Set<List<Object>> seen = new HashSet<>();
        return all(HistoryEvent.Network.class)
                .filter(
                        event ->
                                event.action() == NetworkAction.TIMER_FIRED
                                        || (event.action() == NetworkAction.ACTED
                                                && seen.add(
                                                        List.of(
                                                                event.connection(),
                                                                String.valueOf(event.hop())))));
    }

    /** When the last event happened; zero for an empty history. */
    public Duration end() {
        return events.isEmpty() ? Duration.ZERO : events.get(events.size() - 1).at();
    }
}
