package dev.poolproof.runner.cell;

import dev.poolproof.model.TimeScale;
import java.time.Duration;

/**
 * How fast a cell may be played.
 *
 * @param scale the fastest time scale at which the verdict can be trusted
 * @param margin the smallest time between two timers on which the verdict hangs, in production time
 * @param limitedBy what kept the scale from being faster, in words
 */
public record Timing(TimeScale scale, Duration margin, String limitedBy) {}
