package dev.poolproof.runner;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.history.History;
import dev.poolproof.model.matrix.RunListener;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.RunServers.Limited;
import dev.poolproof.runner.cell.CellPlan;
import dev.poolproof.runner.cell.Entrance;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/**
 * Plays cells and controls side by side, each control once for all cells that it serves. Safe for
 * use by several threads.
 */
final class Plays implements AutoCloseable {
    /** Plays a plan over a path, as {@link dev.poolproof.runner.cell.CellPlayer#play} does. */
    @FunctionalInterface
    interface Player {
        History play(CellPlan plan, List<Hop> path, Entrance entrance) throws InterruptedException;
    }

    private final Player player;

    /** An engine's cells play beside those of others: they have another server. */
    private final Map<Engine, ThreadPoolExecutor> shared = new EnumMap<>(Engine.class);

    /** For cells that run alone, one lane for each server. */
    private final Map<Object, ThreadPoolExecutor> lanes = new ConcurrentHashMap<>();

    /** For cells that borrow a cluster: none waits for one in the place of another cell. */
    private final ThreadPoolExecutor clusters;

    /** For cells of the shared executors: engines have servers of their own, but one machine. */
    private final Places places;

    private final RunListener listener;
    private final Map<ControlKey, CompletableFuture<History>> controls = new ConcurrentHashMap<>();
    private final AtomicInteger cellCount = new AtomicInteger();
    private final AtomicInteger controlCount = new AtomicInteger();
    private final AtomicLong productionNanos = new AtomicLong();

    /**
     * @param sideBySide how many cells of an engine play at a time, beside one that runs alone
     * @param inAll how many of all engines do
     * @param onClusters how many cells that borrow a cluster play beside those
     * @param load of the processors, from 0 to 1
     */
    Plays(
            Player player,
            Map<Engine, Integer> sideBySide,
            int inAll,
            int onClusters,
            DoubleSupplier load,
            RunListener listener) {
        this.player = player;
        this.listener = listener;
        this.places = new Places(inAll, load);
        this.clusters = executor(onClusters);
        sideBySide.forEach((engine, cells) -> shared.put(engine, executor(cells)));
    }

    private static ThreadPoolExecutor executor(int sideBySide) {
        return new ThreadPoolExecutor(
                sideBySide,
                sideBySide,
                0,
                TimeUnit.SECONDS,
                new PriorityBlockingQueue<>(),
                Plays::thread);
    }

    private ThreadPoolExecutor executor(CellPlan plan) {
        if (plan.scenario().cluster() != null) {
            return clusters;
        }
        if (plan.runsAlone()) {
            Limited own = Limited.of(plan);
            return lanes.computeIfAbsent(own == null ? plan.engine() : own, lane -> executor(1));
        }
        ThreadPoolExecutor executor = shared.get(plan.engine());
        if (executor == null) {
            throw new IllegalStateException("no cell of " + plan.engine() + " was planned");
        }
        return executor;
    }

    /** Plays the cell itself. */
    CompletableFuture<History> cell(CellPlan plan) {
        cellCount.incrementAndGet();
        tellPlanned();
        return play(plan, plan.scenario().path());
    }

    /** Plays the control of a cell, or waits for it if another cell has asked for the same. */
    CompletableFuture<History> control(CellPlan plan) {
        return controls.computeIfAbsent(
                ControlKey.of(plan),
                key -> {
                    controlCount.incrementAndGet();
                    tellPlanned();
                    return play(plan.undisturbed(), List.of());
                });
    }

    /** Production time that was played in all. */
    Duration production() {
        return Duration.ofNanos(productionNanos.get());
    }

    /** Lets go of cells that have not begun, and interrupts those that have. */
    @Override
    public void close() {
        shared.values().forEach(ThreadPoolExecutor::shutdownNow);
        lanes.values().forEach(ThreadPoolExecutor::shutdownNow);
        clusters.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "poolproof-cell");
        thread.setDaemon(true);
        return thread;
    }

    private void tellPlanned() {
        listener.planned(cellCount.get(), controlCount.get());
    }

    private CompletableFuture<History> play(CellPlan plan, List<Hop> path) {
        CompletableFuture<History> played = new CompletableFuture<>();
        executor(plan).execute(new Play(plan, path, played));
        return played;
    }

    /** One turn on the executor; the longest come first, so that none is left over at the end. */
    private final class Play implements Runnable, Comparable<Play>, Entrance {
        private final CellPlan plan;
        private final List<Hop> path;
        private final CompletableFuture<History> played;

        Play(CellPlan plan, List<Hop> path, CompletableFuture<History> played) {
            this.plan = plan;
            this.path = path;
            this.played = played;
        }

        @Override
        public int compareTo(Play other) {
            return other.untilDecided().compareTo(untilDecided());
        }

        /** What hangs on a wait may need a trial at half the scale, which takes twice as long. */
        private Duration untilDecided() {
            Duration once = plan.estimatedWall();
            return plan.scenario().limitsWaits() ? once.multipliedBy(3) : once;
        }

        @Override
        public void run() {
            try {
                played.complete(play());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                played.completeExceptionally(e);
            } catch (RuntimeException | Error e) {
                // Whoever waits for the history gets it, and ends the run.
                played.completeExceptionally(e);
            }
        }

        private History play() throws InterruptedException {
            History history = player.play(plan, path, this);
            productionNanos.addAndGet(history.end().toNanos());
            return history;
        }

        @Override
        public void enter() throws InterruptedException {
            if (takesAPlace()) {
                places.take(untilDecided());
            }
            try {
                listener.started();
            } catch (RuntimeException | Error e) {
                giveBack();
                throw e;
            }
        }

        @Override
        public void leave() {
            giveBack();
            listener.finished();
        }

        private void giveBack() {
            if (takesAPlace()) {
                places.giveBack();
            }
        }

        /** Of others there are few, and they would keep what they have borrowed while they wait. */
        private boolean takesAPlace() {
            return !plan.runsAlone() && plan.scenario().cluster() == null;
        }
    }

    /**
     * Cells whose controls are the same: the path is left out of them, and so are the judgements
     * and the names of candidates.
     */
    private record ControlKey(List<Object> parts) {
        static ControlKey of(CellPlan plan) {
            return new ControlKey(
                    List.of(
                            plan.scenario().undisturbed().workload(),
                            plan.scenario().server(),
                            plan.scenario().patience(),
                            plan.candidate().settingsAlone(),
                            plan.scenario().cluster() != null,
                            Optional.ofNullable(plan.scenario().undisturbed().http()),
                            plan.timing().scale()));
        }
    }
}
