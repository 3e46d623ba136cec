package dev.poolproof.reports;

/** Where the progress of a run is shown. */
interface ProgressDisplay {
    void show(ProgressTally tally);

    /** The last call. */
    void close(ProgressTally tally);
}
