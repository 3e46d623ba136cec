package dev.poolproof.runner.cell;

import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.model.scenario.Tls;
import dev.poolproof.runner.cluster.Clusters;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.database.SessionSampler;
import dev.poolproof.runner.path.PathPlayer;
import dev.poolproof.runner.recording.JitterMeter;
import dev.poolproof.runner.recording.PoolLogs;
import dev.poolproof.runner.recording.ProcessorMeter;
import dev.poolproof.runner.recording.ServerLog;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * What the cells of a run on one server share.
 *
 * @param openings permits to open a pool: connections cost processor time, and many pools that fill
 *     at once would run into their own timeouts
 */
public record CellEnvironment(
        Database database,
        SessionSampler sessions,
        PathPlayer paths,
        Clusters clusters,
        PoolLoaders loaders,
        PoolLogs logs,
        JitterMeter jitter,
        ProcessorMeter processors,
        Semaphore openings,
        Seed seed,
        ServerLog serverLog)
        implements Surroundings {
    @Override
    public String label() {
        return database.label();
    }

    @Override
    public int connectionBudget() {
        return database.connectionBudget();
    }

    @Override
    public @Nullable String cannotPlay(CellPlan plan) {
        return cannotPlay(plan.scenario());
    }

    @Override
    public List<String> shortcomings(Scenario scenario) {
        return paths.shortcomings(scenario.path());
    }

    /** Why {@code scenario} cannot be played here, in words; {@code null} if it can. */
    @Nullable String cannotPlay(Scenario scenario) {
        return scenario.tls() == Tls.REQUIRED && database.files() == null
                ? "it needs a server with TLS whose certificate can be checked: one of Poolproof's own"
                : paths.cannotPlay(scenario);
    }
}
