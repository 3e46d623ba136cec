package dev.poolproof.model.fault;

import static dev.poolproof.model.Checks.atLeast;

import dev.poolproof.model.TimeScale;

/**
 * Inverts all bits of one byte.
 *
 * @param offset 0 or more, counted from when the fault begins to act
 */
public record CorruptAt(long offset) implements StreamFault {
    public CorruptAt {
        atLeast("offset", 0, offset);
    }

    @Override
    public CorruptAt scaled(TimeScale scale) {
        return this;
    }
}
