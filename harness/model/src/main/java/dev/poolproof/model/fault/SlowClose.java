package dev.poolproof.model.fault;

import static dev.poolproof.model.Checks.notNegative;

import dev.poolproof.model.TimeScale;
import java.time.Duration;

/**
 * Holds the end of what one side sends; Toxiproxy's {@code slow_close}. Bytes pass at once; the FIN
 * or RST after them comes later, and until then the other side knows nothing of it.
 *
 * @param delay how long the end is held; zero or longer
 */
public record SlowClose(Duration delay) implements StreamFault {
    public SlowClose {
        notNegative("delay", delay);
    }

    @Override
    public SlowClose scaled(TimeScale scale) {
        return new SlowClose(scale.toWall(delay));
    }
}
