package dev.poolproof.runner.workload;

import dev.poolproof.runner.database.Dialect;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;

/**
 * Where a workload is played.
 *
 * @param table where writes go
 * @param dialect of the database's SQL
 * @param threads where clients run; must have no bound
 * @param random decides when clients take their first turns
 */
public record Stage(
        String table, Dialect dialect, ExecutorService threads, RandomGenerator random) {}
