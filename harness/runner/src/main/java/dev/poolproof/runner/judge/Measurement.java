package dev.poolproof.runner.judge;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.JitterMeasured;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.HistoryEvent.ServerSessions;
import dev.poolproof.model.history.HistoryEvent.WorkloadEnded;
import dev.poolproof.model.history.HistoryEvent.WritesAudited;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Outcome;
import dev.poolproof.model.matrix.Numbers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Reads the numbers of a cell off its history, less what its control has without the faults. */
final class Measurement {
    /** A wait that is this much longer than the control's longest disturbs a user. */
    private static final Duration NOTICEABLE = Duration.ofSeconds(1);

    private final History cell;
    private final List<OperationEnded> operations;
    private final Histogram waits;
    private final Histogram controlWaits;
    private final Duration end;
    private final Disturbances disturbances;

    private Measurement(History cell, History control) {
        this.cell = cell;
        this.operations = operations(cell);
        this.waits = waits(operations);
        this.controlWaits = waits(operations(control));
        this.end = end(cell);
        this.disturbances = Disturbances.until(end, cell);
    }

    /**
     * The numbers of {@code cell}.
     *
     * @param control an empty history for the numbers of a control itself
     */
    static Numbers of(History cell, History control) {
        return new Measurement(cell, control).numbers();
    }

    /** When the workload ended; the end of the history if it did not get so far. */
    static Duration end(History history) {
        return history.all(WorkloadEnded.class)
                .findFirst()
                .map(WorkloadEnded::at)
                .orElse(history.end());
    }

    /** Whether an operation failed for the application. */
    static boolean failed(OperationEnded operation) {
        return operation.outcome() != Outcome.SUCCEEDED;
    }

    private Numbers numbers() {
        List<WritesAudited> audits = cell.all(WritesAudited.class).toList();
        return new Numbers(
                operations.size(),
                operations.stream().filter(Measurement::failed).count(),
                controlWaits.getTotalCount() > 0,
                added(50),
                added(99),
                added(100),
                recovery(),
                cell.all(ServerSessions.class).mapToInt(ServerSessions::count).max().orElse(0),
                sessionsAtEnd(),
                during(NetworkAction.CONNECTED),
                disturbances.connections(),
                disturbances.all().size(),
                during(NetworkAction.KEEPALIVE_SEEN),
                audits.stream().mapToLong(WritesAudited::lost).sum(),
                audits.stream().mapToLong(WritesAudited::doubled).sum(),
                audits.stream().mapToLong(WritesAudited::unknown).sum(),
                cell.all(JitterMeasured.class)
                        .map(JitterMeasured::max)
                        .findFirst()
                        .orElse(Duration.ZERO));
    }

    private int sessionsAtEnd() {
        return cell.all(ServerSessions.class)
                .filter(sessions -> sessions.at().compareTo(end) <= 0)
                .reduce((first, second) -> second)
                .map(ServerSessions::count)
                .orElse(0);
    }

    private long during(NetworkAction action) {
        return cell.network(action).filter(this::isDuringWorkload).count();
    }

    private boolean isDuringWorkload(Network event) {
        return event.at().compareTo(end) <= 0;
    }

    /**
     * The operations to which a recovery of more than {@code limit} is owed: those that failed, or
     * had to wait, later than {@code limit} after the first.
     *
     * @param allowance by how much longer than is noticeable an operation must wait to count
     */
    static List<OperationEnded> disturbedAfter(
            Duration limit, History cell, History control, Duration allowance) {
        Measurement measurement = new Measurement(cell, control);
        List<OperationEnded> disturbed = measurement.disturbed(Duration.ZERO);
        return measurement.disturbed(allowance).stream()
                .filter(
                        operation ->
                                operation.endedAt().minus(disturbed.get(0).at()).compareTo(limit)
                                        > 0)
                .toList();
    }

    private List<OperationEnded> disturbed(Duration allowance) {
        Duration undisturbed =
                Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(controlWaits.getMaxValue()))
                        .plus(NOTICEABLE)
                        .plus(allowance);
        Duration acted = disturbances.first().orElse(end);
        return operations.stream()
                .filter(operation -> operation.endedAt().compareTo(acted) >= 0)
                .filter(
                        operation ->
                                failed(operation)
                                        || operation.borrowWait().compareTo(undisturbed) > 0)
                .toList();
    }

    private Duration recovery() {
        List<OperationEnded> disturbed = disturbed(Duration.ZERO);
        if (disturbed.isEmpty()) {
            return Duration.ZERO;
        }
        Duration last =
                disturbed.stream()
                        .map(OperationEnded::endedAt)
                        .max(Duration::compareTo)
                        .orElseThrow();
        return last.minus(disturbed.get(0).at());
    }

    private Duration added(double percentile) {
        long micros =
                waits.getValueAtPercentile(percentile)
                        - controlWaits.getValueAtPercentile(percentile);
        return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(Math.max(0, micros)));
    }

    private static List<OperationEnded> operations(History history) {
        return history.all(OperationEnded.class).toList();
    }

    private static Histogram waits(List<OperationEnded> operations) {
        Histogram waits = new Histogram(3);
        operations.forEach(
                operation ->
                        waits.recordValue(
                                TimeUnit.NANOSECONDS.toMicros(operation.borrowWait().toNanos())));
        return waits;
    }
}
