package dev.poolproof.model.fault;

import static dev.poolproof.model.Checks.atLeast;

import dev.poolproof.model.TimeScale;

/**
 * Lets bytes pass at a limited rate; Toxiproxy's {@code bandwidth}. Whoever sends faster is stopped
 * as by a slow link, and no byte is lost.
 *
 * @param rate in KB/s, 1000 bytes in a second each, as Toxiproxy counts; 0 for nothing at all
 */
public record Bandwidth(long rate) implements StreamFault {
    public Bandwidth {
        atLeast("rate", 0, rate);
    }

    @Override
    public Bandwidth scaled(TimeScale scale) {
        return new Bandwidth(Math.round(rate * scale.factor()));
    }
}
