package dev.poolproof.runner.workload;

import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Retry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a client of the workload and the database.
 *
 * @param instances that carry out what the workload asks for
 * @param retry how what failed is repeated; {@code null} for not at all
 * @param queryTimeout what it sets on every statement; {@code null} for none
 * @param schedulerThreads how many scheduled jobs it runs at a time; {@code null} for all
 */
public record Application(
        Instances instances,
        @Nullable Retry retry,
        @Nullable Duration queryTimeout,
        @Nullable Integer schedulerThreads) {
    /** The application of {@code candidate}. */
    public static Application of(Candidate candidate, Instances instances) {
        return new Application(
                instances,
                candidate.retry(),
                candidate.queryTimeout(),
                candidate.schedulerThreads());
    }
}
