package dev.poolproof.model.fault;

import dev.poolproof.model.TimeScale;

/**
 * What a side sends is not read: it is acknowledged until the buffers are full, then the sender
 * meets a window of zero and waits. When the fault is removed, all goes on.
 */
public record Stall() implements StreamFault {
    @Override
    public Stall scaled(TimeScale scale) {
        return this;
    }
}
