package dev.poolproof.runner.worker;

import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.runner.pool.PoolProfile;

/**
 * What a worker is, as it says itself.
 *
 * @param pool the library that pools connections, with its version
 * @param driver the library that speaks to the database, with its version
 * @param runtime language and version, such as {@code node 20.20.2}
 * @param profile what it makes of its settings; times in wall time
 */
public record WorkerProfile(Artifact pool, Artifact driver, String runtime, PoolProfile profile) {}
