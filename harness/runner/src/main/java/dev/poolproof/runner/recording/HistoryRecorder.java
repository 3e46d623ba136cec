package dev.poolproof.runner.recording;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent;
import dev.poolproof.model.history.HistoryEvent.HarnessBroke;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.NetworkAction;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Collects the events of one cell, from any thread. */
public final class HistoryRecorder {
    /** What the proxy says of a connection to the database, before the number of its own port. */
    private static final String FROM_PORT = "from port ";

    private final Set<String> connectedFrom = ConcurrentHashMap.newKeySet();
    private final Queue<HistoryEvent> events = new ConcurrentLinkedQueue<>();
    private final CellClock clock;
    private volatile @Nullable String broken;

    /** Records under {@code clock}. */
    public HistoryRecorder(CellClock clock) {
        this.clock = clock;
    }

    /** The clock that events are recorded under. */
    public CellClock clock() {
        return clock;
    }

    /** Appends an event. */
    public void add(HistoryEvent event) {
        events.add(event);
        if (event instanceof Network network
                && network.action() == NetworkAction.CONNECTED
                && network.detail() != null) {
            connectedFrom.add(network.detail());
        }
    }

    /** Whether the cell's path has connected to the database from {@code port}. */
    boolean hasConnectedFrom(String port) {
        return connectedFrom.contains(FROM_PORT + port);
    }

    /**
     * Appends that the harness broke, which ends the cell's workload. Only the first reason counts.
     */
    public void broke(String reason) {
        if (broken == null) {
            broken = reason;
            add(new HarnessBroke(clock.now(), reason));
        }
        clock.stop();
    }

    /** What was recorded so far. */
    public History history() {
        return new History(List.copyOf(events));
    }
}
