package dev.poolproof.runner;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The workers of a run introduce themselves while its servers start: both wait more than they work.
 */
final class Introduction implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> all;

    private Introduction(RunPlan plan) {
        all =
                thread.submit(
                        () -> {
                            plan.introduceWorkers();
                            return null;
                        });
    }

    /** Has the workers of {@code plan} introduce themselves on a thread of its own. */
    static Introduction begin(RunPlan plan) {
        return new Introduction(plan);
    }

    /**
     * Waits until all have.
     *
     * @throws RunException if one does not take its settings
     */
    void await() throws RunException, InterruptedException {
        Pending.get(all);
    }

    /** Ends workers that are still at it. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
