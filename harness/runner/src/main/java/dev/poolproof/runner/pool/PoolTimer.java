package dev.poolproof.runner.pool;

import java.time.Duration;

/**
 * A timer of a pool, with the variance that the pool itself gives it.
 *
 * @param setting the pool's own name for it
 * @param earliest when it can fire first
 * @param latest when it can fire last
 */
public record PoolTimer(String setting, TimerKind kind, Duration earliest, Duration latest) {}
