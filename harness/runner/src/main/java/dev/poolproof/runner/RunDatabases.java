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
import java.util.concurrent.CompletableFuture;
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
                opening(
                        thread,
                        () ->
                                Databases.open(
                                        engine,
                                        request.backend(),
                                        request.databaseUrl(),
                                        request.credentials())));
        for (Limited limit : limits) {
            if (limit.engine() == engine) {
                limited.put(
                        limit,
                        opening(
                                thread,
                                () ->
                                        Databases.limited(
                                                engine,
                                                request.backend(),
                                                limit.maxConnections())));
            }
        }
        thread.shutdown();
    }

    private Future<Database> opening(ExecutorService thread, Opening opening) {
        return thread.submit(
                () -> {
                    try {
                        Database database = opening.open();
                        keep(database);
                        return database;
                    } catch (DatabaseException e) {
                        throw new RunException(String.valueOf(e.getMessage()), e);
                    }
                });
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
     * @throws RunException if it cannot be had
     */
    Database of(Engine engine) throws RunException, InterruptedException {
        return opened(engine, shared);
    }

    /**
     * The server that takes few connections; waits for it.
     *
     * @throws RunException if it cannot be had
     */
    Database of(Limited limit) throws RunException, InterruptedException {
        return opened(limit, limited);
    }

    private static <K> Database opened(K key, Map<K, Future<Database>> all)
            throws RunException, InterruptedException {
        Future<Database> opening = all.get(key);
        if (opening == null) {
            throw new IllegalStateException("no server is opened for " + key);
        }
        return Pending.get(opening);
    }

    @Override
    public synchronized void close() {
        closed = true;
        threads.forEach(ExecutorService::shutdownNow);
        CompletableFuture.allOf(
                        open.stream()
                                .map(database -> Closing.begin(database::close))
                                .toArray(CompletableFuture[]::new))
                .join();
    }

    @FunctionalInterface
    private interface Opening {
        Database open() throws DatabaseException;
    }
}
