package dev.poolproof.model.matrix;

import dev.poolproof.model.history.History;

/**
 * Is told how a run gets on. Calls come one at a time, from any thread; an implementation must not
 * block.
 */
public interface RunListener {
    /**
     * So many cells and controls will be played in all. Told again, with larger numbers, when a
     * cell turns out to need its control, or is to be played once more.
     */
    default void planned(int cells, int controls) {}

    /** A cell or a control has begun to play. */
    default void started() {}

    /** A cell or a control has been played. */
    default void finished() {}

    /** A cell has been judged. */
    default void judged(CellResult cell, History history) {}

    /** The run has ended. */
    default void ended(Matrix matrix) {}
}
