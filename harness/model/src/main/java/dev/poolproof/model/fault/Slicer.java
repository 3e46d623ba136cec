package dev.poolproof.model.fault;

import static dev.poolproof.model.Checks.atLeast;
import static dev.poolproof.model.Checks.notNegative;

import dev.poolproof.model.TimeScale;
import java.time.Duration;

/**
 * Cuts what passes into small segments; Toxiproxy's {@code slicer}. A receiver that takes one read
 * for one message breaks on it; no byte is lost.
 *
 * @param averageSize bytes in a slice; 1 or more. As with Toxiproxy, halves are halved until they
 *     are no longer than {@code averageSize + sizeVariation}, so most slices are shorter
 * @param sizeVariation by how many bytes the place of a cut may be off the middle, drawn evenly; 0
 *     or more, less than {@code averageSize}
 * @param delay how long the next slice waits after each; zero or longer
 */
public record Slicer(
        int averageSize, @Default("0") int sizeVariation, @Default("0s") Duration delay)
        implements StreamFault {
    public Slicer {
        atLeast("average-size", 1, averageSize);
        atLeast("size-variation", 0, sizeVariation);
        notNegative("delay", delay);
        if (sizeVariation >= averageSize) {
            throw new IllegalArgumentException(
                    "size-variation must be less than average-size, was %d with %d"
                            .formatted(sizeVariation, averageSize));
        }
    }

    @Override
    public Slicer scaled(TimeScale scale) {
        return new Slicer(averageSize, sizeVariation, scale.toWall(delay));
    }
}
