package dev.poolproof.model.matrix;

import dev.poolproof.model.history.History;
import java.util.List;

/** Several listeners as one. */
public final class RunListeners implements RunListener {
    private final List<RunListener> listeners;

    private RunListeners(List<RunListener> listeners) {
        this.listeners = listeners;
    }

    /** A listener that tells all of {@code listeners}, in order. */
    public static RunListener all(RunListener... listeners) {
        return new RunListeners(List.of(listeners));
    }

    @Override
    public void planned(int cells, int controls) {
        listeners.forEach(listener -> listener.planned(cells, controls));
    }

    @Override
    public void started() {
        listeners.forEach(RunListener::started);
    }

    @Override
    public void finished() {
        listeners.forEach(RunListener::finished);
    }

    @Override
    public void judged(CellResult cell, History history) {
        listeners.forEach(listener -> listener.judged(cell, history));
    }

    @Override
    public void ended(Matrix matrix) {
        listeners.forEach(listener -> listener.ended(matrix));
    }
}
