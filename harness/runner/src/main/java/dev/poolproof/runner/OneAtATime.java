package dev.poolproof.runner;

import dev.poolproof.model.history.History;
import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.RunListener;

/** Passes on calls one at a time, as listeners are promised. */
final class OneAtATime implements RunListener {
    private final RunListener listener;

    OneAtATime(RunListener listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void planned(int cells, int controls) {
        listener.planned(cells, controls);
    }

    @Override
    public synchronized void started() {
        listener.started();
    }

    @Override
    public synchronized void finished() {
        listener.finished();
    }

    @Override
    public synchronized void judged(CellResult cell, History history) {
        listener.judged(cell, history);
    }

    @Override
    public synchronized void ended(Matrix matrix) {
        listener.ended(matrix);
    }
}
