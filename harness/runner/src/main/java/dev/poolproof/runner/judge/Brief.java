package dev.poolproof.runner.judge;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.scenario.Scenario;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a judge must know of a cell beside its histories.
 *
 * @param poolSize the most connections that the pool has open at a time
 * @param scale at which it was played
 * @param margin the smallest time between two timers on which the verdict hangs, in production time
 * @param trial whether the cell has been played before
 * @param before what was measured then, at a faster scale; {@code null} if that was no test
 */
public record Brief(
        Scenario scenario,
        int poolSize,
        TimeScale scale,
        Duration margin,
        Trial trial,
        @Nullable Numbers before) {
    /** Whether a cell has been played before. */
    public enum Trial {
        /** It is played for the first time. */
        FIRST,
        /** It could not be decided, and is played once more at a slower time scale. */
        REPEATED,
        /** It could not be decided twice, and will not be played again. */
        LAST
    }
}
