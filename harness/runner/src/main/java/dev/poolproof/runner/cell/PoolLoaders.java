package dev.poolproof.runner.cell;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.scenario.Tls;
import dev.poolproof.runner.cell.ResolvedArtifacts.Pair;
import dev.poolproof.runner.database.Database;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loaders of a run: one for each pair of artifacts and time scale, warmed up before its clock
 * is set faster. Safe for use by several threads.
 */
public final class PoolLoaders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PoolLoaders.class);

    private final ResolvedArtifacts artifacts;
    private final Database database;
    private final Map<Need, PoolLoader> loaders = new ConcurrentHashMap<>();

    /** Loaders that are warmed up against {@code database}. */
    public PoolLoaders(ResolvedArtifacts artifacts, Database database) {
        this.artifacts = artifacts;
        this.database = database;
    }

    /** A warmed-up loader for a cell; waits while another thread warms it. */
    PoolLoader loader(CellPlan plan) {
        return loaders.computeIfAbsent(Need.of(plan), this::open);
    }

    /** Opens and warms up a loader before a cell needs it. */
    public void prepare(Need need) {
        loaders.computeIfAbsent(need, this::open);
    }

    private PoolLoader open(Need need) {
        PoolLoader loader = artifacts.load(need.pair());
        new WarmUp(database, loader, need).run(need.scale());
        return loader;
    }

    @Override
    public void close() {
        for (PoolLoader loader : loaders.values()) {
            try {
                loader.close();
            } catch (IOException e) {
                // Its classes are no longer used; a jar that stays open costs a file handle.
                LOG.warn("a class loader could not be closed", e);
            }
        }
    }

    /** The artifacts and the time scale of a loader, and what it is warmed up with. */
    public record Need(Pair pair, TimeScale scale, Tls tls) {
        /** What a cell needs. */
        public static Need of(CellPlan plan) {
            return new Need(
                    Pair.of(plan.candidate()), plan.timing().scale(), plan.scenario().tls());
        }
    }
}
