package dev.poolproof.runner.judge;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.scenario.Scenario;
import java.time.Duration;

/**
 * What a judge must know of a cell beside its histories.
 *
 * @param poolSize the most connections that the pool has open at a time
 * @param scale at which the cell was played
 * @param margin the smallest time between two timers on which the verdict hangs, in production time
 */
public record Brief(Scenario scenario, int poolSize, TimeScale scale, Duration margin) {}
