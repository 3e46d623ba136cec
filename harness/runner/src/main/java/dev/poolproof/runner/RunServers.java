package dev.poolproof.runner;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.cell.CellEnvironment;
import dev.poolproof.runner.cell.PoolLoaders;
import dev.poolproof.runner.cell.ResolvedArtifacts;
import dev.poolproof.runner.cell.Seed;
import dev.poolproof.runner.cluster.Clusters;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.database.DatabaseException;
import dev.poolproof.runner.database.Databases;
import dev.poolproof.runner.database.SessionSampler;
import dev.poolproof.runner.path.PathPlayer;
import dev.poolproof.runner.path.PathPlayers;
import dev.poolproof.runner.recording.JitterMeter;
import dev.poolproof.runner.recording.PoolLogs;
import dev.poolproof.runner.recording.ProcessorMeter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The servers of a run, one for each engine that has cells, with what surrounds each. */
final class RunServers implements AutoCloseable {
    private final RunRequest request;
    private final Map<Engine, CellEnvironment> environments = new EnumMap<>(Engine.class);

    /** In the order in which it was opened; each must be closed before the one below it. */
    private final Deque<Runnable> open = new ArrayDeque<>();

    private RunServers(RunRequest request) {
        this.request = request;
    }

    /**
     * Opens a server for each of {@code engines}.
     *
     * @throws RunException if one cannot be had; nothing is left open then
     */
    static RunServers open(
            RunRequest request, Collection<Engine> engines, ResolvedArtifacts artifacts)
            throws RunException {
        RunServers servers = new RunServers(request);
        try {
            servers.openAll(engines, artifacts);
            return servers;
        } catch (DatabaseException e) {
            servers.close();
            throw new RunException(String.valueOf(e.getMessage()), e);
        } catch (RunException | RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private void openAll(Collection<Engine> engines, ResolvedArtifacts artifacts)
            throws DatabaseException, RunException {
        PoolLogs logs = PoolLogs.listen();
        open.push(logs::close);
        JitterMeter jitter = JitterMeter.start();
        open.push(jitter::close);
        ProcessorMeter processors = ProcessorMeter.start();
        open.push(processors::close);
        Clusters clusters = new Clusters();
        open.push(clusters::close);
        Semaphore openings = new Semaphore(openings(), true);
        for (Engine engine : engines) {
            Database database =
                    Databases.open(
                            engine,
                            request.backend(),
                            request.databaseUrl(),
                            request.credentials());
            open.push(database::close);
            SessionSampler sessions = SessionSampler.start(database);
            open.push(sessions::close);
            PathPlayer paths = paths(database);
            open.push(paths::close);
            PoolLoaders loaders = new PoolLoaders(artifacts, database);
            open.push(loaders::close);
            environments.put(
                    engine,
                    new CellEnvironment(
                            database,
                            sessions,
                            paths,
                            clusters,
                            loaders,
                            logs,
                            jitter,
                            processors,
                            openings,
                            new Seed(request.seed())));
        }
    }

    private PathPlayer paths(Database database) throws RunException {
        InetSocketAddress toxiproxy = request.toxiproxy();
        try {
            return PathPlayers.open(database.address(), toxiproxy);
        } catch (IOException e) {
            throw new RunException(
                    "toxiproxy: \"%s\" does not answer: %s%n    write the address of a Toxiproxy server's API, such as 127.0.0.1:8474"
                            .formatted(toxiproxy, e.getMessage()),
                    e);
        }
    }

    /** Half of the processors are left to the cells that play. */
    private static int openings() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /** What cells on {@code engine} share. */
    CellEnvironment of(Engine engine) {
        CellEnvironment environment = environments.get(engine);
        if (environment == null) {
            throw new IllegalStateException("no server was opened for " + engine);
        }
        return environment;
    }

    /** Why {@code scenario} cannot be played in this run, in words; null if it can. */
    @Nullable String cannotPlay(Scenario scenario, PathPlayer paths) {
        String noCluster =
                scenario.cluster() == null
                        ? null
                        : Clusters.cannotBeHad(request.backend(), request.databaseUrl());
        return noCluster == null ? paths.cannotPlay(scenario) : noCluster;
    }

    /** The servers by their names in the matrix. */
    Map<Engine, String> labels() {
        Map<Engine, String> labels = new EnumMap<>(Engine.class);
        environments.forEach(
                (engine, environment) -> labels.put(engine, environment.database().label()));
        return labels;
    }

    /** The names of all servers, with commas between. */
    String names() {
        return labels().values().stream().collect(Collectors.joining(", "));
    }

    /** The fewest connections that cells may hold on one of the servers at a time. */
    int connectionBudget() {
        return environments.values().stream()
                .mapToInt(environment -> environment.database().connectionBudget())
                .min()
                .orElse(1);
    }

    @Override
    public void close() {
        if (open.isEmpty()) {
            return;
        }
        Runnable last = open.pop();
        try {
            last.run();
        } finally {
            close();
        }
    }
}
