package dev.poolproof.runner.cell;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.scenario.Tls;
import dev.poolproof.runner.cell.ResolvedArtifacts.Pair;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.driver.Drivers;
import java.io.IOException;
import java.util.Deque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loaders of a run: one for each pair of artifacts and time scale, warmed up before its clock
 * is set faster; some for a driver whose pools disturb each other, each for one cell at a time.
 * Safe for use by several threads.
 */
public final class PoolLoaders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PoolLoaders.class);

    private final ResolvedArtifacts artifacts;
    private final Database database;
    private final Map<Need, PoolLoader> shared = new ConcurrentHashMap<>();
    private final Map<Need, Deque<PoolLoader>> idle = new ConcurrentHashMap<>();
    private final Queue<PoolLoader> own = new ConcurrentLinkedQueue<>();

    /** To be warm costs seconds, so cells wait for one of few. */
    private final Semaphore owners =
            new Semaphore(2 * Runtime.getRuntime().availableProcessors(), true);

    /** Loaders that are warmed up against {@code database}. */
    public PoolLoaders(ResolvedArtifacts artifacts, Database database) {
        this.artifacts = artifacts;
        this.database = database;
    }

    /**
     * A warmed-up loader for a cell; waits while another thread warms it, or uses it if it cannot
     * be shared.
     */
    PoolLoader borrow(CellPlan plan) throws InterruptedException {
        Need need = Need.of(plan);
        if (!need.isOwn()) {
            return shared.computeIfAbsent(need, this::open);
        }
        owners.acquire();
        try {
            PoolLoader waiting = idle(need).poll();
            return waiting == null ? openOwn(need) : waiting;
        } catch (RuntimeException e) {
            owners.release();
            throw e;
        }
    }

    /** Ends {@link #borrow}. */
    void giveBack(CellPlan plan, PoolLoader loader) {
        Need need = Need.of(plan);
        if (need.isOwn()) {
            try {
                loader.forgetCell();
                idle(need).push(loader);
            } finally {
                owners.release();
            }
        }
    }

    /** Opens and warms up a loader before a cell needs it. */
    public void prepare(Need need) {
        if (need.isOwn()) {
            idle(need).push(openOwn(need));
        } else {
            shared.computeIfAbsent(need, this::open);
        }
    }

    private Deque<PoolLoader> idle(Need need) {
        return idle.computeIfAbsent(need, none -> new ConcurrentLinkedDeque<>());
    }

    private PoolLoader openOwn(Need need) {
        PoolLoader loader = open(need);
        loader.forgetCell();
        own.add(loader);
        return loader;
    }

    private PoolLoader open(Need need) {
        PoolLoader loader = artifacts.load(need.pair());
        new WarmUp(database, loader, need).run(need.scale());
        return loader;
    }

    @Override
    public void close() {
        Stream.concat(shared.values().stream(), own.stream()).forEach(PoolLoaders::close);
    }

    private static void close(PoolLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            // Its classes are no longer used; a jar that stays open costs a file handle.
            LOG.warn("a class loader could not be closed", e);
        }
    }

    /** The artifacts and the time scale of a loader, and what it is warmed up with. */
    public record Need(Pair pair, TimeScale scale, Tls tls) {
        /** What a cell needs. */
        public static Need of(CellPlan plan) {
            return new Need(
                    Pair.of(plan.candidate()), plan.timing().scale(), plan.scenario().tls());
        }

        private boolean isOwn() {
            return Drivers.named(pair.driver().name()).wantsLoaderOfItsOwn();
        }
    }
}
