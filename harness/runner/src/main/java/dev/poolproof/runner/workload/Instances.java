package dev.poolproof.runner.workload;

import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.worker.WorkerException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** The instances of the application that run. Safe for use by several threads. */
public final class Instances implements AutoCloseable {
    /** How often a stopping instance looks whether its clients have gone, in wall time. */
    private static final long TICK_NANOS = 1_000_000;

    private final Supplier<? extends Instance> starter;
    private final List<Place> running = new ArrayList<>();
    private final Deque<Instance> open = new ArrayDeque<>();

    /**
     * One instance that runs already.
     *
     * @param starter starts one more; throws whatever keeps it from starting
     */
    public Instances(Instance first, Supplier<? extends Instance> starter) {
        this.starter = starter;
        add(first);
    }

    /** Starts one more; throws whatever keeps it from starting. */
    void start() {
        add(starter.get());
    }

    private synchronized void add(Instance instance) {
        open.addLast(instance);
        running.add(new Place(instance));
    }

    /** How many run. */
    synchronized int count() {
        return running.size();
    }

    /** A client's visit to one of those that run; clients are spread evenly. */
    synchronized Visit visit(int client) {
        Place place = running.get(client % running.size());
        place.visitors++;
        return new Visit(place);
    }

    /**
     * Sends no client to the oldest any more, waits until those that are with it have gone, for
     * {@code patience} at most, and ends it.
     */
    void stopOldest(CellClock clock, Duration patience) throws InterruptedException {
        Place oldest;
        synchronized (this) {
            oldest = running.remove(0);
        }
        Duration until = clock.now().plus(patience);
        Duration tick = clock.scale().toProduction(TICK_NANOS);
        while (isVisited(oldest)
                && clock.now().compareTo(until) < 0
                && clock.waitUntil(clock.now().plus(tick))) {
            // Its clients are served to the end.
        }
        synchronized (this) {
            open.remove(oldest.instance);
        }
        oldest.instance.close();
    }

    private synchronized boolean isVisited(Place place) {
        return place.visitors > 0;
    }

    /**
     * Asks all whether they are alive.
     *
     * @throws WorkerException if one is not
     */
    public void check() throws WorkerException, InterruptedException {
        List<Instance> all;
        synchronized (this) {
            all = List.copyOf(open);
        }
        for (Instance instance : all) {
            instance.check();
        }
    }

    /** Ends all. */
    @Override
    public void close() {
        while (true) {
            Instance next;
            synchronized (this) {
                next = open.pollFirst();
            }
            if (next == null) {
                return;
            }
            next.close();
        }
    }

    /** Where clients are sent to; guarded by its owner. */
    private static final class Place {
        private final Instance instance;
        private int visitors;

        Place(Instance instance) {
            this.instance = instance;
        }
    }

    /** A client is with an instance until this is closed. */
    final class Visit implements AutoCloseable {
        private final Place place;

        private Visit(Place place) {
            this.place = place;
        }

        /** What carries out what the client asks for. */
        Subject subject() {
            return place.instance.subject();
        }

        @Override
        public void close() {
            synchronized (Instances.this) {
                place.visitors--;
            }
        }
    }
}
