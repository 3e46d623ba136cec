package dev.poolproof.model.matrix;

import dev.poolproof.model.history.History;

/**
 * Is told how a run gets on. Calls come one at a time, from any thread; an implementation must not
 * block.
 */
public interface RunListener {
    /** The run is planned: so many cells and controls will be played. */
    default void planned(int cells, int controls) {}

    /** A cell or a control has begun to play; a cell that is repeated begins again. */
    default void started() {}

    /** A cell or a control has been played; a cell that is to be repeated is not told of. */
    default void finished() {}

    /** A cell has been judged. */
    default void judged(CellResult cell, History history) {}

    /** The run has ended. */
    default void ended(Matrix matrix) {}
}
