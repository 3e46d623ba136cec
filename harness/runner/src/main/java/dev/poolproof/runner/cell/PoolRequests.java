package dev.poolproof.runner.cell;

import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.runner.pool.PoolKind;
import dev.poolproof.runner.pool.PoolRequest;
import java.util.Properties;

/** Turns a candidate into what its pool is to be opened with. */
final class PoolRequests {
    private PoolRequests() {}

    static PoolRequest of(
            Candidate candidate, String name, String url, Properties connectionProperties) {
        PoolKind kind = PoolKind.named(candidate.pool().name());
        return new PoolRequest(
                name,
                String.valueOf(candidate.pool().version()),
                url,
                connectionProperties,
                kind.settings().inOwnUnits(candidate.settings()));
    }
}
