package dev.poolproof.runner.workload;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import dev.failsafe.function.CheckedRunnable;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Retry;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Repeats what failed, as the candidate's application would. */
final class Retries {
    private final @Nullable FailsafeExecutor<Object> executor;

    Retries(@Nullable Retry retry, TimeScale scale) {
        executor = retry == null ? null : Failsafe.with(policy(retry, scale));
    }

    /** Runs {@code attempt}, again where the candidate does; throws what the last attempt threw. */
    void run(CheckedRunnable attempt) throws Throwable {
        if (executor == null) {
            attempt.run();
            return;
        }
        try {
            executor.run(attempt);
        } catch (FailsafeException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static RetryPolicy<Object> policy(Retry retry, TimeScale scale) {
        RetryPolicyBuilder<Object> policy =
                RetryPolicy.builder()
                        .withMaxAttempts(retry.attempts())
                        .handleIf(thrown -> isWorthAnother(retry, thrown));
        Duration backoff = scale.toWall(retry.backoff());
        return (backoff.isZero() ? policy : policy.withDelay(backoff)).build();
    }

    private static boolean isWorthAnother(Retry retry, @Nullable Throwable thrown) {
        if (!(thrown instanceof SQLException e)) {
            return false;
        }
        String state = e.getSQLState();
        return retry.on().isEmpty()
                || (state != null && retry.on().stream().anyMatch(state::startsWith));
    }
}
