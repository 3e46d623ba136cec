package dev.poolproof.model.fault;

import dev.poolproof.model.TimeScale;

/**
 * Flips one bit of some bytes; which, and which bit, is drawn from the proxy's seed.
 *
 * @param rate the probability for each byte; above 0, at most 1
 */
public record Corrupt(double rate) implements StreamFault {
    public Corrupt {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate must be above 0 and at most 1, was " + rate);
        }
    }

    @Override
    public Corrupt scaled(TimeScale scale) {
        return this;
    }
}
