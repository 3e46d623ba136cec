package dev.poolproof.runner.cluster;

import dev.poolproof.model.history.ClusterChange;
import dev.poolproof.model.history.HistoryEvent.ClusterChanged;
import dev.poolproof.model.scenario.ClusterEvent;
import dev.poolproof.model.scenario.ClusterEvent.BlueGreenSwitch;
import dev.poolproof.model.scenario.ClusterEvent.During;
import dev.poolproof.model.scenario.ClusterEvent.Existing;
import dev.poolproof.model.scenario.ClusterEvent.Failover;
import dev.poolproof.model.scenario.ClusterEvent.ReaderRestart;
import dev.poolproof.runner.database.DatabaseException;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Plays the events of a cluster beside the workload of one cell. */
public final class ClusterEvents {
    private final Endpoints endpoints;
    private final Cluster cluster;
    private final HistoryRecorder recorder;
    private final CellClock clock;
    private final ExecutorService threads;

    /** A player whose steps go to {@code recorder}; {@code threads} must have no bound. */
    public ClusterEvents(Endpoints endpoints, HistoryRecorder recorder, ExecutorService threads) {
        this.endpoints = endpoints;
        this.cluster = endpoints.cluster();
        this.recorder = recorder;
        this.clock = recorder.clock();
        this.threads = threads;
    }

    /**
     * Plays {@code events}, one after another, counted from now. What breaks is told to the
     * recorder.
     *
     * @return done when all has happened, or the clock was stopped
     */
    public Future<?> begin(List<ClusterEvent> events) {
        Duration start = clock.now();
        List<ClusterEvent> ordered =
                events.stream().sorted(Comparator.comparing(ClusterEvent::at)).toList();
        return threads.submit(
                () -> {
                    for (ClusterEvent event : ordered) {
                        play(event, start);
                    }
                });
    }

    private void play(ClusterEvent event, Duration start) {
        try {
            if (event instanceof Failover failover) {
                play(failover, start.plus(failover.at()));
            } else if (event instanceof ReaderRestart restart) {
                play(restart, start.plus(restart.at()));
            } else if (event instanceof BlueGreenSwitch change) {
                play(change, start.plus(change.at()));
            } else {
                throw new IllegalStateException(event.describe() + " has no player");
            }
        } catch (InterruptedException e) {
            // The cell is being closed; the thread is lent and ends here.
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            recorder.broke("a cluster event cannot be played: " + e.getMessage());
        }
    }

    private void play(Failover failover, Duration at)
            throws InterruptedException, ExecutionException {
        int old = cluster.writer();
        int next = cluster.reader();
        if (!failover.answersLost().isZero() && clock.waitUntil(at.minus(failover.answersLost()))) {
            endpoints.proxy(old).loseAnswers();
            endpoints.proxy(next).loseAnswers();
        }
        if (!clock.waitUntil(at)) {
            return;
        }
        loseWriter(failover.existing(), failover.during(), at);
        CompletableFuture<Void> promoted = run(cluster::failOver);
        CompletableFuture<Void> rejoined = promoted.thenCompose(done -> run(cluster::rejoin));
        takeInOrder(
                admits(at.plus(failover.outage()), promoted, ClusterChange.PROMOTED, next),
                admits(at.plus(failover.rejoin()), rejoined, ClusterChange.REJOINED, old),
                tellsNames(at.plus(failover.staleDns()), promoted, next));
        // A cluster is not given back while a server starts.
        rejoined.get();
    }

    private void play(ReaderRestart restart, Duration at)
            throws InterruptedException, ExecutionException {
        if (!clock.waitUntil(at)) {
            return;
        }
        int node = cluster.reader();
        Duration begun = clock.now();
        int cut = endpoints.proxy(node).leave(restart.existing(), restart.during());
        recorder.add(
                new ClusterChanged(
                        begun, at, ClusterChange.READER_LOST, name(node), cut + " connections"));
        CompletableFuture<Void> back = run(cluster::restartReader);
        take(admits(at.plus(restart.outage()), back, ClusterChange.REJOINED, node));
        back.get();
    }

    private void play(BlueGreenSwitch change, Duration at)
            throws InterruptedException, ExecutionException {
        if (!clock.waitUntil(at)) {
            return;
        }
        int blue = cluster.writer();
        int green = cluster.reader();
        loseWriter(change.existing(), change.during(), at);
        CompletableFuture<Void> switched = run(cluster::switchOver);
        Duration back = at.plus(change.outage());
        takeInOrder(
                tellsNames(at.plus(change.staleDns()), switched, green),
                admits(back, switched, ClusterChange.PROMOTED, green),
                admits(back, switched, ClusterChange.READ_ONLY, blue));
        // A cluster is not given back while its roles change.
        switched.get();
    }

    /** Nobody gets to either node any more. */
    private void loseWriter(Existing existing, During during, Duration due) {
        int writer = cluster.writer();
        Duration begun = clock.now();
        // The reader first: who loses the writer and knows both finds neither.
        int cut = endpoints.proxy(cluster.reader()).leave(existing, during);
        cut += endpoints.proxy(writer).leave(existing, during);
        recorder.add(
                new ClusterChanged(
                        begun, due, ClusterChange.WRITER_LOST, name(writer), cut + " connections"));
    }

    private Step admits(Duration due, Future<?> ready, ClusterChange change, int node) {
        return new Step(due, ready, change, node, endpoints.proxy(node)::admit);
    }

    private Step tellsNames(Duration due, Future<?> ready, int writer) {
        return new Step(due, ready, ClusterChange.NAMES_CHANGED, writer, endpoints::tellRoles);
    }

    /** Those that are due at the same time in the order that they stand in. */
    private void takeInOrder(Step... steps) throws InterruptedException, ExecutionException {
        for (Step step : Stream.of(steps).sorted(Comparator.comparing(Step::due)).toList()) {
            take(step);
        }
    }

    private void take(Step step) throws InterruptedException, ExecutionException {
        if (clock.waitUntil(step.due)) {
            step.ready.get();
            step.action.run();
            recorder.add(
                    new ClusterChanged(clock.now(), step.due, step.change, name(step.node), null));
        }
    }

    private static String name(int node) {
        return "node " + (node + 1);
    }

    private CompletableFuture<Void> run(Work work) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        work.run();
                    } catch (DatabaseException e) {
                        throw new CompletionException(e);
                    }
                },
                threads);
    }

    @FunctionalInterface
    private interface Work {
        void run() throws DatabaseException;
    }

    /** What an event does at {@code due}, or as soon as the node is {@code ready}. */
    private record Step(
            Duration due, Future<?> ready, ClusterChange change, int node, Runnable action) {}
}
