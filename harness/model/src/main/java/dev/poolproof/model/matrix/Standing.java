package dev.poolproof.model.matrix;

/** Whether a cell came out as it must. */
public enum Standing {
    /**
     * A proposed candidate passed or is waived; a reference one came out as recorded; or the cell
     * was skipped.
     */
    HELD,
    /** A proposed candidate failed, or a reference one came out otherwise than recorded. */
    BROKEN,
    /** The cell is inconclusive. */
    UNDECIDED
}
