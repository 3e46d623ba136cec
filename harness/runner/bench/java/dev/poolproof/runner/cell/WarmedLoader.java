package dev.poolproof.runner.cell;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.runner.artifact.ArtifactException;
import dev.poolproof.runner.artifact.ArtifactResolver;
import dev.poolproof.runner.artifact.Versions;
import dev.poolproof.runner.cell.ResolvedArtifacts.Pair;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.pool.OpenPool;
import dev.poolproof.runner.pool.PoolRequest;

import java.io.IOException;
import java.util.Map;

/** The loader that cells have their pools from, warmed up as theirs is, for a measurement. */
public final class WarmedLoader implements AutoCloseable {
    private final PoolLoader loader;

    private WarmedLoader(PoolLoader loader) {
        this.loader = loader;
    }

    /** Loads HikariCP and pgjdbc in their default versions, and lets their time run faster. */
    public static WarmedLoader open(ArtifactResolver resolver, Database database, TimeScale scale)
            throws ArtifactException {
        Artifact pool = new Artifact("hikaricp", Versions.byDefault("hikaricp"));
        Artifact driver = new Artifact("postgresql", Versions.byDefault("postgresql"));
        PoolLoader loader = PoolLoader.open(PoolLoader.jars(resolver, pool, driver), pool, driver);
        new WarmUp(database, loader, new Pair(pool, driver)).run(scale);
        return new WarmedLoader(loader);
    }

    /** Opens a pool. */
    public OpenPool openPool(PoolRequest request) {
        return loader.openPool(request, Map.of());
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
