package dev.poolproof.model.matrix;

import java.time.Duration;

/**
 * What was measured in a cell. Durations are production time.
 *
 * @param operations that ended
 * @param failed of these, the failed and the given-up
 * @param lessControl whether the waits are less those of the control, and an operation counts as
 *     disturbed if it waited a second longer than any of the control; else it took no control to
 *     judge the cell: waits are whole, and a second disturbs
 * @param borrowWaitP50 median wait for a connection
 * @param borrowWaitP99 99th percentile
 * @param borrowWaitMax longest
 * @param recovery from the first disturbed operation to the end of the last; zero if none was
 * @param serverSessionsPeak most sessions that the database held for the cell
 * @param serverSessionsEnd sessions at the end of the workload
 * @param connectionsOpened connections that the pool opened
 * @param staleConnections connections that a middlebox cut or forgot, or the server ended, while
 *     the pool held them
 * @param faultsFired timers of middleboxes that fired, and whatever else made an incident of it
 * @param keepalivesSeen TCP keepalive probes that reached the proxy
 * @param lostWrites acknowledged but not there
 * @param doubledWrites there more than once
 * @param unknownWrites reported as failed, but there
 * @param jitterMax how late this machine was at most while the cell ran
 */
public record Numbers(
        long operations,
        long failed,
        boolean lessControl,
        Duration borrowWaitP50,
        Duration borrowWaitP99,
        Duration borrowWaitMax,
        Duration recovery,
        int serverSessionsPeak,
        int serverSessionsEnd,
        long connectionsOpened,
        long staleConnections,
        long faultsFired,
        long keepalivesSeen,
        long lostWrites,
        long doubledWrites,
        long unknownWrites,
        Duration jitterMax) {
    /** The numbers of a cell that did not run. */
    public static final Numbers NONE =
            new Numbers(
                    0,
                    0,
                    false,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    Duration.ZERO);
}
