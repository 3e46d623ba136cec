package dev.poolproof.runner.workload;

import dev.poolproof.model.candidate.Retry;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a client of the workload and the database.
 *
 * @param retry how what failed is repeated; {@code null} for not at all
 */
public record Application(DataSource pool, @Nullable Retry retry) {}
