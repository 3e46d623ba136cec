package dev.poolproof.runner.judge;

import dev.poolproof.model.history.Failure;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Outcome;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells operations that did nothing but wait for a connection, which they may have got with more
 * processor time.
 */
record Waits(History cell) {
    /** SQLStates of a server that lets nobody else in: MySQL's error 1040, and PostgreSQL's. */
    private static final Set<String> REFUSED = Set.of("08004", "53300");

    /** Whether {@code operation} only waited, and is not known to have waited in vain. */
    boolean isOne(OperationEnded operation) {
        return operation.outcome() != Outcome.GIVEN_UP
                && !refused(operation.failure())
                && !nobodyGotThrough(operation)
                && !operation.borrowWait().isZero()
                && operation.borrowWait().compareTo(operation.took().multipliedBy(9).dividedBy(10))
                        > 0;
    }

    /**
     * A server that refuses connections says so, however much time the pool had; a pool that cannot
     * be opened for it has that for a cause.
     */
    private static boolean refused(@Nullable Failure failure) {
        return failure != null && REFUSED.stream().anyMatch(failure::hasSqlState);
    }

    /**
     * Whether the faults met every connection from when {@code operation} began, and its failure
     * tells of one. A timeout does not: a driver that gets no processor connects too late.
     */
    private boolean nobodyGotThrough(OperationEnded operation) {
        Failure failure = operation.failure();
        if (failure == null
                || failure.causes().isEmpty()
                || failure.causes().stream().anyMatch(cause -> cause.contains("timed out"))) {
            return false;
        }
        Set<Long> met = cell.faultsActed().map(Network::connection).collect(Collectors.toSet());
        List<Long> later =
                cell.network(NetworkAction.ACCEPTED)
                        .filter(event -> event.at().compareTo(operation.at()) >= 0)
                        .map(Network::connection)
                        .toList();
        // The last may have come too late for its fault.
        return later.size() > 1 && met.containsAll(later.subList(0, later.size() - 1));
    }
}
