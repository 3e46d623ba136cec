package dev.poolproof.runner.cell;

import dev.poolproof.runner.workload.Subject;

/** What is under test in a cell, open. */
interface OpenClient {
    /** What carries out the workload. */
    Subject subject();

    /** Closes it and waits until it is closed. */
    void close();
}
