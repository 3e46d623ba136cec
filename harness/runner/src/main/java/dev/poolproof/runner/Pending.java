package dev.poolproof.runner;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for what other threads make before the first cell is played. */
final class Pending {
    private Pending() {}

    /**
     * Waits until {@code pending} is made.
     *
     * @throws RunException if it cannot be, and the request is why
     */
    static <T> T get(Future<T> pending) throws RunException, InterruptedException {
        try {
            return pending.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RunException reason) {
                throw reason;
            }
            throw new IllegalStateException("what a run needs is not there", e.getCause());
        }
    }
}
