package dev.poolproof.model.history;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing that happened in a cell. */
public sealed interface HistoryEvent {
    /** Production time since the cell's clock was started. */
    Duration at();

    /**
     * The pool is open.
     *
     * @param pool with the version that ran
     * @param driver with the version that ran
     * @param poolSize its {@code maximumPoolSize}
     * @param effective settings as the pool reads them back, under its own names
     * @param replaced settings that the pool silently replaced, in words
     * @param timeScale of the cell
     */
    record PoolOpened(
            Duration at,
            Artifact pool,
            Artifact driver,
            int poolSize,
            Map<String, String> effective,
            List<String> replaced,
            TimeScale timeScale)
            implements HistoryEvent {
        public PoolOpened {
            effective = Collections.unmodifiableMap(new LinkedHashMap<>(effective));
            replaced = List.copyOf(replaced);
        }
    }

    /** The pool logged a line. */
    record PoolLogged(Duration at, String level, String line) implements HistoryEvent {}

    /**
     * A server logged a line of this cell: the database of one of its sessions, or of a connection
     * that became none; nginx; or the application behind it, of a request that it could not answer.
     *
     * @param at when the line was read, some hundredths of a wall second after it was written
     * @param line with its level, without what stands before that
     */
    record ServerLogged(Duration at, LogSource source, String line) implements HistoryEvent {}

    /**
     * An HTTP client has handed an answer to its caller, or as much of it as there was.
     *
     * @param client counts from 0
     * @param operation what was asked for, as operations have it
     * @param status 0 if there was none
     * @param bytes of the body that the caller got
     * @param whole bytes that the body has
     * @param exception simple name of what the client threw; {@code null} if it took the answer for
     *     whole
     */
    record Answered(
            Duration at,
            int client,
            String operation,
            int status,
            long bytes,
            long whole,
            @Nullable String exception)
            implements HistoryEvent {
        /** Whether the caller was told of success, and has less than the whole body. */
        public boolean silentlyShort() {
            return exception == null && succeeded() && bytes < whole;
        }

        /** Whether the status is one of success. */
        public boolean succeeded() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * A phase of the workload has begun.
     *
     * @param index counts from 0
     */
    record PhaseStarted(Duration at, int index, String phase) implements HistoryEvent {}

    /**
     * The workload did what makes an incident of it: an operation kept its connection for good,
     * say.
     *
     * @param what in a few words, the same for all that are alike
     */
    record Provoked(Duration at, String what) implements HistoryEvent {
        /** What an operation of {@code leak} does that forgets its connection. */
        public static final String KEPT = "an operation kept its connection for good";

        /** What a task of {@code nested} does. */
        public static final String ASKED_FOR_MORE =
                "a task asked for another connection while all held one";
    }

    /** The last phase has ended; what follows is tidying up. */
    record WorkloadEnded(Duration at) implements HistoryEvent {}

    /**
     * An operation has ended.
     *
     * @param at when it began
     * @param phase index of its phase
     * @param client counts from 0
     * @param operation what was done, as files name it
     * @param borrowWait how long the application waited for connections, over all attempts
     * @param took from begin to end, waits and all attempts included
     * @param attempts 1 or more
     * @param failure {@code null} exactly if it succeeded or was given up
     */
    record OperationEnded(
            Duration at,
            int phase,
            int client,
            String operation,
            Duration borrowWait,
            Duration took,
            int attempts,
            Outcome outcome,
            @Nullable Failure failure)
            implements HistoryEvent {
        /** When it ended. */
        public Duration endedAt() {
            return at.plus(took);
        }
    }

    /**
     * The proxy saw or did something on a connection.
     *
     * @param connection counted from 1 in the order in which the proxy accepted; 0 for what is done
     *     at the address where it listens
     * @param bytes 0 where the action has no bytes
     * @param detail what the action alone does not say; {@code null} where there is nothing to say
     */
    record Network(
            Duration at,
            long connection,
            NetworkAction action,
            @Nullable Side side,
            @Nullable String hop,
            long bytes,
            @Nullable String detail)
            implements HistoryEvent {
        /** An event that needs no more words. */
        public Network(
                Duration at,
                long connection,
                NetworkAction action,
                @Nullable Side side,
                @Nullable String hop,
                long bytes) {
            this(at, connection, action, side, hop, bytes, null);
        }
    }

    /**
     * The database's cluster has changed for those who connect to it.
     *
     * @param due when it was to happen; a node that is not ready yet lets it wait
     * @param node that it happened to
     * @param detail what the change alone does not say; {@code null} where there is nothing to say
     */
    record ClusterChanged(
            Duration at, Duration due, ClusterChange change, String node, @Nullable String detail)
            implements HistoryEvent {}

    /**
     * Somebody has mended what was broken, while all went on.
     *
     * @param what in a sentence
     */
    record Repaired(Duration at, String what) implements HistoryEvent {}

    /** The number of sessions that the database holds for this cell has changed. */
    record ServerSessions(Duration at, int count) implements HistoryEvent {}

    /**
     * What the database says of the ids that the workload wrote.
     *
     * @param acknowledged writes that the application was told are done
     * @param lost acknowledged, but not there
     * @param doubled there more than once
     * @param unknown reported as failed, but there
     */
    record WritesAudited(Duration at, long acknowledged, long lost, long doubled, long unknown)
            implements HistoryEvent {}

    /**
     * How late this machine was while the cell ran, in production time: a thread that wanted to
     * wait one wall millisecond, and what it overslept.
     */
    record JitterMeasured(Duration at, Duration p99, Duration max) implements HistoryEvent {}

    /**
     * How busy this machine was while the cell ran.
     *
     * @param busy share of the time during which all processors were in use, 0 to 1
     */
    record ProcessorsMeasured(Duration at, double busy) implements HistoryEvent {}

    /** Something that the cell needs broke, which is no fault of the candidate. */
    record HarnessBroke(Duration at, String reason) implements HistoryEvent {}
}
