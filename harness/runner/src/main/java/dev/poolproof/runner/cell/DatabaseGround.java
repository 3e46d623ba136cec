package dev.poolproof.runner.cell;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.runner.cell.Site.Visit;
import dev.poolproof.runner.database.CellTable;
import dev.poolproof.runner.database.DatabaseException;
import dev.poolproof.runner.path.OpenPath;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database, with the loader of a pool unless a worker is under test. */
final class DatabaseGround implements Ground {
    private final CellEnvironment environment;
    private final CellPlan plan;
    private final @Nullable PoolLoader loader;
    private final Site site;
    private @Nullable String cell;

    private DatabaseGround(
            CellEnvironment environment, CellPlan plan, @Nullable PoolLoader loader, Site site) {
        this.environment = environment;
        this.plan = plan;
        this.loader = loader;
        this.site = site;
    }

    /**
     * Loads the pool, and borrows what the cell's database is.
     *
     * @throws DatabaseException if there is none to be had
     */
    static DatabaseGround of(CellEnvironment environment, CellPlan plan)
            throws DatabaseException, InterruptedException {
        if (plan.candidate().worker() != null) {
            return new DatabaseGround(environment, plan, null, site(environment, plan, null));
        }
        // A pool's classes are loaded before anything else is.
        PoolLoader loader = environment.loaders().borrow(plan);
        try {
            return new DatabaseGround(environment, plan, loader, site(environment, plan, loader));
        } catch (DatabaseException | RuntimeException e) {
            environment.loaders().giveBack(plan, loader);
            throw e;
        }
    }

    private static Site site(
            CellEnvironment environment, CellPlan plan, @Nullable PoolLoader loader)
            throws DatabaseException {
        return plan.scenario().cluster() == null || loader == null
                ? new SharedSite(environment)
                : new ClusterSite(environment, plan.engine(), loader);
    }

    @Override
    public Stand open(List<Hop> path, Visit visit) throws SQLException {
        cell = visit.name();
        environment.logs().route(visit.name(), visit.recorder());
        environment.serverLog().route(visit.name(), visit.recorder());
        site.watch(visit.name(), visit.recorder());
        CellTable table = CellTable.create(site.database(), visit.name());
        try {
            OpenPath way = site.open(plan, path, visit);
            return new DatabaseStand(plan, loader, site, table, way, visit);
        } catch (SQLException | RuntimeException e) {
            table.close();
            throw e;
        }
    }

    @Override
    public void close() {
        if (cell != null) {
            site.forget(cell);
            environment.logs().forget(cell);
            environment.serverLog().forget(cell);
        }
        try {
            site.close();
        } finally {
            if (loader != null) {
                environment.loaders().giveBack(plan, loader);
            }
        }
    }
}
