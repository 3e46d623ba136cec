package dev.poolproof.model.fault;

import dev.poolproof.model.TimeScale;

/**
 * A share of the packets that a side sends vanishes, bare acknowledgements too. Its kernel sends
 * them again: every byte arrives, some late. Which packets is drawn by the kernel, not from the
 * proxy's seed.
 *
 * @param percent above 0 and below 100
 */
public record PacketLoss(double percent) implements StreamFault {
    public PacketLoss {
        if (!(percent > 0 && percent < 100)) {
            throw new IllegalArgumentException(
                    "percent must be above 0 and below 100, was " + percent);
        }
    }

    @Override
    public PacketLoss scaled(TimeScale scale) {
        return this;
    }
}
