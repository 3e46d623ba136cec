package dev.poolproof.runner;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.RunServers.Limited;
import dev.poolproof.runner.cell.SideBySide;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.database.DatabaseException;
import dev.poolproof.runner.database.Databases;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The database servers of a run. Those of one engine are opened one after another, for MariaDB does
 * not bear it otherwise, beside those of the other.
 */
final class RunDatabases implements AutoCloseable {
    private final RunRequest request;
    private final Map<Engine, Database> shared = new ConcurrentHashMap<>();
    private final Map<Limited, Database> limited = new ConcurrentHashMap<>();
    private boolean closed;

    private RunDatabases(RunRequest request) {
        this.request = request;
    }

    /**
     * Opens a server for each database among {@code engines}, and one for each of {@code limits}.
     *
     * @throws DatabaseException if one cannot be had; none is left open then
     */
    static RunDatabases open(
            RunRequest request, Collection<Engine> engines, Collection<Limited> limits)
            throws DatabaseException, InterruptedException {
        RunDatabases databases = new RunDatabases(request);
        Map<Engine, DatabaseException> failures = new ConcurrentSkipListMap<>();
        List<Runnable> openings = new ArrayList<>();
        engines.stream()
                .filter(Engine.DATABASES::contains)
                .forEach(engine -> openings.add(() -> databases.openAll(engine, limits, failures)));
        boolean whole = false;
        try {
            SideBySide.run(Engine.DATABASES.size(), openings);
            for (DatabaseException failure : failures.values()) {
                throw failure;
            }
            whole = true;
            return databases;
        } finally {
            if (!whole) {
                databases.close();
            }
        }
    }

    private void openAll(
            Engine engine, Collection<Limited> limits, Map<Engine, DatabaseException> failures) {
        try {
            openAll(engine, limits);
        } catch (DatabaseException e) {
            failures.put(engine, e);
        }
    }

    private void openAll(Engine engine, Collection<Limited> limits) throws DatabaseException {
        keep(
                shared,
                engine,
                Databases.open(
                        engine, request.backend(), request.databaseUrl(), request.credentials()));
        for (Limited limit : limits) {
            if (limit.engine() == engine) {
                keep(
                        limited,
                        limit,
                        Databases.limited(engine, request.backend(), limit.maxConnections()));
            }
        }
    }

    /** Whoever did not wait for a server does not want it any more. */
    private synchronized <K> void keep(Map<K, Database> opened, K key, Database database) {
        if (closed) {
            database.close();
        } else {
            opened.put(key, database);
        }
    }

    /** The server that all cells of {@code engine} share which need none of their own. */
    Database of(Engine engine) {
        return opened(shared, engine);
    }

    /** The server that takes few connections. */
    Database of(Limited limit) {
        return opened(limited, limit);
    }

    private static <K> Database opened(Map<K, Database> opened, K key) {
        Database database = opened.get(key);
        if (database == null) {
            throw new IllegalStateException("no server was opened for " + key);
        }
        return database;
    }

    @Override
    public synchronized void close() {
        closed = true;
        shared.values().forEach(Database::close);
        limited.values().forEach(Database::close);
    }
}
