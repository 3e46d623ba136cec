package dev.poolproof.runner;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.RunServers.Limited;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.database.DatabaseException;
import dev.poolproof.runner.database.Databases;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
        List<Callable<Void>> openings = new ArrayList<>();
        engines.stream()
                .filter(Engine.DATABASES::contains)
                .forEach(engine -> openings.add(() -> databases.openAll(engine, limits)));
        ExecutorService threads = Executors.newCachedThreadPool();
        boolean whole = false;
        try {
            for (Future<Void> opened : threads.invokeAll(openings)) {
                opened.get();
            }
            whole = true;
            return databases;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DatabaseException cause) {
                throw cause;
            }
            throw new IllegalStateException("a server could not be opened", e.getCause());
        } finally {
            threads.shutdownNow();
            if (!whole) {
                databases.close();
            }
        }
    }

    private Void openAll(Engine engine, Collection<Limited> limits) throws DatabaseException {
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
        return null;
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
