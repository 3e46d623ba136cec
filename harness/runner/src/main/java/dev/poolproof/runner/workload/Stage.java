package dev.poolproof.runner.workload;

import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;

/**
 * Where a workload is played.
 *
 * @param table where writes go
 * @param threads where clients run; must have no bound
 * @param random decides when clients take their first turns
 */
public record Stage(String table, ExecutorService threads, RandomGenerator random) {}
