package dev.poolproof.runner.workload;

import java.time.Duration;
import java.util.List;

/** What an operation does. */
sealed interface Task permits SqlTask, HttpTask {
    /** As histories name it. */
    String name();

    /** How long it takes by plan, in production time. */
    Duration lasts();

    /** Ids that it writes. */
    List<Long> writes();
}
