package dev.poolproof.model.scenario;

/** What a workload is made of. */
public enum Traffic {
    /** Operations on a database, through a pool of connections. */
    DATABASE,
    /** Requests of an HTTP client. */
    HTTP;

    /** Whether {@code phase} can be a part of it. */
    public boolean fits(Phase phase) {
        if (phase instanceof Phase.Quiet) {
            return true;
        }
        if (phase instanceof Phase.Together together) {
            return together.phases().stream().allMatch(this::fits);
        }
        if (phase instanceof Phase.Steady steady) {
            return steady.run().traffic() == this;
        }
        if (phase instanceof Phase.Ramp ramp) {
            return ramp.run().traffic() == this;
        }
        if (phase instanceof Phase.Burst burst) {
            return burst.run().traffic() == this;
        }
        if (phase instanceof Phase.Leak leak) {
            return this == DATABASE && leak.run().traffic() == this;
        }
        return (phase instanceof HttpPhase ? HTTP : DATABASE) == this;
    }
}
