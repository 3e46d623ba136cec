package dev.poolproof.runner.workload;

import dev.poolproof.runner.database.Dialect;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Where a workload is played.
 *
 * @param table what operations on a database use; {@code null} where HTTP clients are played
 * @param threads where clients run; must have no bound
 * @param random decides when clients take their first turns
 */
public record Stage(@Nullable Table table, ExecutorService threads, RandomGenerator random) {
    /**
     * A table in a database.
     *
     * @param name where writes go
     * @param dialect of the database's SQL
     */
    public record Table(String name, Dialect dialect) {}
}
