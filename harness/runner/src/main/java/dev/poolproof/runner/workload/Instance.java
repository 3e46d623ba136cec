package dev.poolproof.runner.workload;

/** One instance of the application under test. */
public interface Instance {
    /** What carries out the workload. */
    Subject subject();

    /** Ends it and waits until it has ended. */
    void close();
}
