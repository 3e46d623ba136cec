package dev.poolproof.runner.workload;

import dev.poolproof.runner.worker.WorkerException;

/** One instance of the application under test. */
public interface Instance {
    /** What carries out the workload. */
    Subject subject();

    /**
     * Tells whether it has come to the end of the workload as one that is alive; waits for it.
     *
     * @throws WorkerException if it has not: then what it did not do tells nothing
     */
    default void check() throws WorkerException, InterruptedException {}

    /** Ends it and waits until it has ended. */
    void close();
}
