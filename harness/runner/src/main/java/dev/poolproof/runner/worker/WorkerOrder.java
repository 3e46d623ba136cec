package dev.poolproof.runner.worker;

import java.time.Duration;
import java.util.List;

/**
 * One operation that a worker is asked for.
 *
 * @param client which client of the workload asks, counted from 0
 * @param operation as scenario files name it
 * @param writes ids to be written to the table, in this order
 * @param lasts for an operation that takes its time, how long, in wall time; else zero
 */
public record WorkerOrder(int client, String operation, List<Long> writes, Duration lasts) {
    public WorkerOrder {
        writes = List.copyOf(writes);
    }
}
