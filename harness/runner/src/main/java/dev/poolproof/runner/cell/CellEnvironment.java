package dev.poolproof.runner.cell;

import dev.poolproof.runner.cluster.Clusters;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.database.SessionSampler;
import dev.poolproof.runner.path.PathPlayer;
import dev.poolproof.runner.recording.JitterMeter;
import dev.poolproof.runner.recording.PoolLogs;
import dev.poolproof.runner.recording.ProcessorMeter;
import java.util.concurrent.Semaphore;

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
        Seed seed) {}
