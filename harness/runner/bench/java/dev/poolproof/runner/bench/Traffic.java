package dev.poolproof.runner.bench;

import dev.poolproof.model.history.HistoryEvent;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a proxy saw; the time of an event is that of {@link System#nanoTime()}. */
final class Traffic implements Consumer<HistoryEvent.Network> {
    private final List<HistoryEvent.Network> events = new ArrayList<>();

    @Override
    public synchronized void accept(HistoryEvent.Network event) {
        events.add(event);
        notifyAll();
    }

    /** When the client connected. */
    long accepted(long connection, long untilNanos) throws InterruptedException {
        return first(connection, event -> event.action() == NetworkAction.ACCEPTED, untilNanos);
    }

    /** When the client first sent something, or closed, after a moment. */
    long fromClient(long connection, long afterNanos, long untilNanos) throws InterruptedException {
        return first(
                connection,
                event ->
                        event.side() == Side.CLIENT
                                && (event.action() == NetworkAction.BYTES
                                        || event.action() == NetworkAction.FIN_RECEIVED)
                                && event.at().toNanos() - afterNanos > 0,
                untilNanos);
    }

    private synchronized long first(
            long connection, Predicate<HistoryEvent.Network> wanted, long untilNanos)
            throws InterruptedException {
        Predicate<HistoryEvent.Network> here =
                wanted.and(event -> event.connection() == connection);
        Waits.until(this, () -> events.stream().anyMatch(here), untilNanos);
        return events.stream().filter(here).findFirst().orElseThrow().at().toNanos();
    }
}
