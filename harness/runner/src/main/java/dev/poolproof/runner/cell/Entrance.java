package dev.poolproof.runner.cell;

/**
 * What a cell passes when it has borrowed all that others may keep it waiting for: who only waits
 * takes nobody's place.
 */
public interface Entrance {
    /** Waits until the cell may be played. */
    void enter() throws InterruptedException;

    /** The cell has been played, or could not be. */
    void leave();
}
