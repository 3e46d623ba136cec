package dev.poolproof.runner.cell;

import dev.poolproof.runner.pool.OpenPool;
import dev.poolproof.runner.workload.Instance;
import dev.poolproof.runner.workload.Subject;

/** A pool in this JVM. */
record PoolClient(OpenPool pool) implements Instance {
    @Override
    public Subject subject() {
        return Subject.of(pool.dataSource());
    }

    @Override
    public void close() {
        pool.close();
    }
}
