package dev.poolproof.runner.recording;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent;
import dev.poolproof.model.history.HistoryEvent.HarnessBroke;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Collects the events of one cell, from any thread. */
public final class HistoryRecorder {
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
