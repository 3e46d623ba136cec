package dev.poolproof.control;

import dev.poolproof.model.history.HistoryEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Counts what happens on one proxy. A fault is counted as a history counts it: each timer that
 * fired, and of what a hop does to a connection's bytes the first. Thread-safe.
 */
final class EventMeters implements Consumer<HistoryEvent.Network> {
    private static final long NO_CONNECTION = 0; // the listener's events: each is a change

    private final Counter accepted;
    private final Counter fired;
    private final Counter refused;
    private final Counter unable;
    private final Counter unseen;
    private final Map<Long, Set<String>> acted = new ConcurrentHashMap<>(); // hops, of who is open

    EventMeters(String proxy, MeterRegistry registry) {
        Tags tags = Tags.of("proxy", proxy);
        accepted = registry.counter("poolproof.proxy.connections.accepted", tags);
        fired = registry.counter("poolproof.proxy.faults.fired", tags);
        refused = registry.counter("poolproof.proxy.connect.failures", tags);
        unable = registry.counter("poolproof.proxy.faults.unable", tags);
        unseen = registry.counter("poolproof.proxy.faults.unseen", tags);
    }

    List<Meter> meters() {
        return List.of(accepted, fired, refused, unable, unseen);
    }

    @Override
    public void accept(HistoryEvent.Network event) {
        switch (event.action()) {
            case ACCEPTED -> accepted.increment();
            case CONNECT_FAILED -> refused.increment();
            case TIMER_FIRED -> fired.increment();
            case ACTED -> acted(event);
            case UNABLE -> unable.increment();
            case UNSEEN -> unseen.increment();
            case CLOSED -> acted.remove(event.connection());
            default -> {}
        }
    }

    private void acted(HistoryEvent.Network event) {
        boolean first =
                event.connection() == NO_CONNECTION
                        || acted.computeIfAbsent(
                                        event.connection(), number -> ConcurrentHashMap.newKeySet())
                                .add(String.valueOf(event.hop()));
        if (first) {
            fired.increment();
        }
    }
}
