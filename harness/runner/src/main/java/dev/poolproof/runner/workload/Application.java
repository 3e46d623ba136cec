package dev.poolproof.runner.workload;

import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Retry;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a client of the workload and the database.
 *
 * @param subject carries out what the workload asks for
 * @param retry how what failed is repeated; {@code null} for not at all
 * @param queryTimeout what it sets on every statement; {@code null} for none
 * @param schedulerThreads how many scheduled jobs it runs at a time; {@code null} for all
 */
public record Application(
        Subject subject,
        @Nullable Retry retry,
        @Nullable Duration queryTimeout,
        @Nullable Integer schedulerThreads) {
    /** An application of a pool. */
    public Application(
            DataSource pool,
            @Nullable Retry retry,
            @Nullable Duration queryTimeout,
            @Nullable Integer schedulerThreads) {
        this(Subject.of(pool), retry, queryTimeout, schedulerThreads);
    }

    /** The application of {@code candidate}. */
    public static Application of(Candidate candidate, Subject subject) {
        return new Application(
                subject, candidate.retry(), candidate.queryTimeout(), candidate.schedulerThreads());
    }
}
