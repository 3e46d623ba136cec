package dev.poolproof.runner.judge;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import dev.poolproof.model.history.Failure;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent;
import dev.poolproof.model.history.HistoryEvent.HarnessBroke;
import dev.poolproof.model.history.HistoryEvent.JitterMeasured;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.HistoryEvent.PoolLogged;
import dev.poolproof.model.history.HistoryEvent.ProcessorsMeasured;
import dev.poolproof.model.history.HistoryEvent.Provoked;
import dev.poolproof.model.history.HistoryEvent.ServerLogged;
import dev.poolproof.model.history.HistoryEvent.ServerSessions;
import dev.poolproof.model.history.HistoryEvent.WorkloadEnded;
import dev.poolproof.model.history.HistoryEvent.WritesAudited;
import dev.poolproof.model.history.LogSource;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Outcome;
import dev.poolproof.model.history.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The history of one play, written by hand; times in seconds of production. */
final class Play {
    /** What a driver says when the first query after a quiet night meets a RST. */
    static final Failure RESET =
            new Failure(
                    "PSQLException",
                    "08006",
                    "An I/O error occurred while sending to the backend.",
                    List.of("SocketException: Connection reset"));

    private static final Duration QUICK = Duration.ofMillis(10);

    private final List<HistoryEvent> events = new ArrayList<>();

    /** A play in which nothing goes wrong: one connection, used at 10 s and at 400 s. */
    static Play undisturbed() {
        return new Play().accepted(1, 1).succeeded(10, ZERO).succeeded(400, ZERO);
    }

    /** A play in which the timer of {@code nat-gateway} fires before the last operation. */
    static Play disturbed() {
        return new Play().accepted(1, 1).succeeded(10, ZERO).fired(360, 1).succeeded(400, ZERO);
    }

    Play succeeded(long at, Duration borrowWait) {
        return operation(at, borrowWait, QUICK.plus(borrowWait), Outcome.SUCCEEDED, null);
    }

    Play failed(long at, Failure failure) {
        return operation(at, ZERO, QUICK, Outcome.FAILED, failure);
    }

    /** A pool that gave up waiting, and says what the server had told it. */
    Play refused(long at, String sqlState, Duration borrowWait) {
        return operation(
                at,
                borrowWait,
                borrowWait,
                Outcome.FAILED,
                new Failure(
                        "SQLTransientConnectionException",
                        sqlState,
                        "Connection is not available, request timed out",
                        List.of()));
    }

    Play waited(long at, Duration borrowWait, Failure failure) {
        return operation(at, borrowWait, QUICK.plus(borrowWait), Outcome.FAILED, failure);
    }

    Play givenUp(long at, Duration took) {
        return operation(at, took, took, Outcome.GIVEN_UP, null);
    }

    Play accepted(long at, long connection) {
        return network(at, connection, NetworkAction.ACCEPTED)
                .network(at, connection, NetworkAction.CONNECTED);
    }

    Play bytes(long at, long connection) {
        return network(at, connection, NetworkAction.BYTES);
    }

    Play fired(long at, long connection) {
        return byHop(at, connection, NetworkAction.TIMER_FIRED);
    }

    Play byHop(long at, long connection, NetworkAction action) {
        events.add(new Network(ofSeconds(at), connection, action, null, "nat-gateway", 0));
        return this;
    }

    Play network(long at, long connection, NetworkAction action) {
        events.add(new Network(ofSeconds(at), connection, action, Side.CLIENT, null, 0));
        return this;
    }

    Play network(long at, long connection, NetworkAction action, Side side) {
        events.add(new Network(ofSeconds(at), connection, action, side, null, 0));
        return this;
    }

    Play provoked(long at, String what) {
        events.add(new Provoked(ofSeconds(at), what));
        return this;
    }

    Play sessions(long at, int count) {
        events.add(new ServerSessions(ofSeconds(at), count));
        return this;
    }

    Play logged(long at, String level, String line) {
        events.add(new PoolLogged(ofSeconds(at), level, line));
        return this;
    }

    Play serverLogged(long at, String line) {
        events.add(new ServerLogged(ofSeconds(at), LogSource.DATABASE, line));
        return this;
    }

    Play audited(long at, long acknowledged, long lost, long doubled, long unknown) {
        events.add(new WritesAudited(ofSeconds(at), acknowledged, lost, doubled, unknown));
        return this;
    }

    Play jitter(Duration max) {
        events.add(new JitterMeasured(ofSeconds(450), max, max));
        return this;
    }

    Play processors(double busy) {
        events.add(new ProcessorsMeasured(ofSeconds(450), busy));
        return this;
    }

    Play broke(String reason) {
        events.add(new HarnessBroke(ofSeconds(5), reason));
        return this;
    }

    /** The history, the workload of which ran to its end. */
    History ended(long at) {
        events.add(new WorkloadEnded(ofSeconds(at)));
        return unfinished();
    }

    History unfinished() {
        return new History(events);
    }

    private Play operation(
            long at,
            Duration borrowWait,
            Duration took,
            Outcome outcome,
            @Nullable Failure failure) {
        events.add(
                new OperationEnded(
                        ofSeconds(at), 0, 3, "read", borrowWait, took, 1, outcome, failure));
        return this;
    }
}
