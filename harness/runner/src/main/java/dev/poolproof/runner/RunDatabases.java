package dev.poolproof.runner;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.RunServers.Limited;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.database.DatabaseException;
import dev.poolproof.runner.database.Databases;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The database servers of a run. Those of one engine are opened one after another, for MariaDB does
 * not bear it otherwise, beside those of the other: first the one that most cells share.
 */
final class RunDatabases implements AutoCloseable {
    private final Map<Engine, Future<Database>> shared = new HashMap<>();
    private final Map<Limited, Future<Database>> limited = new HashMap<>();
    private final List<ExecutorService> threads = new ArrayList<>();
    private final List<Database> open = new ArrayList<>();
    private boolean closed;

    private RunDatabases() {}

    /**
     * Begins to open a server for each database among {@code engines}, and one for each of {@code
     * limits}.
     */
    static RunDatabases begin(
            RunRequest request, Collection<Engine> engines, Collection<Limited> limits) {
        RunDatabases databases = new RunDatabases();
        engines.stream()
                .filter(Engine.DATABASES::contains)
                .forEach(engine -> databases.begin(request, engine, limits));
        return databases;
    }

    private void begin(RunRequest request, Engine engine, Collection<Limited> limits) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        threads.add(thread);
        shared.put(
                engine,
                thread.submit(
                        keeping(
                                () ->
                                        Databases.open(
                                                engine,
                                                request.backend(),
                                                request.databaseUrl(),
                                                request.credentials()))));
        for (Limited limit : limits) {
            if (limit.engine() == engine) {
                limited.put(
                        limit,
                        thread.submit(
                                keeping(
                                        () ->
                                                Databases.limited(
                                                        engine,
                                                        request.backend(),
                                                        limit.maxConnections()))));
            }
        }
        thread.shutdown();
    }

    private Callable<Database> keeping(Callable<Database> opening) {
        return () -> {
            Database database = opening.call();
            keep(database);
            return database;
        };
    }

    /** Whoever did not wait for a server does not want it any more. */
    private synchronized void keep(Database database) {
        if (closed) {
            database.close();
        } else {
            open.add(database);
        }
    }

    /**
     * The server that all cells of {@code engine} share which need none of their own; waits for it.
     *
     * @throws DatabaseException if it cannot be had
     */
    Database of(Engine engine) throws DatabaseException, InterruptedException {
        return opened(engine, shared);
    }

    /**
     * The server that takes few connections; waits for it.
     *
     * @throws DatabaseException if it cannot be had
     */
    Database of(Limited limit) throws DatabaseException, InterruptedException {
        return opened(limit, limited);
    }

    private static <K> Database opened(K key, Map<K, Future<Database>> all)
            throws DatabaseException, InterruptedException {
        Future<Database> opening = all.get(key);
        if (opening == null) {
            throw new IllegalStateException("no server is opened for " + key);
        }
        try {
            return opening.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DatabaseException reason) {
                throw reason;
            }
            throw new IllegalStateException("a server was not opened", e.getCause());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        threads.forEach(ExecutorService::shutdownNow);
        open.forEach(Database::close);
    }
}
