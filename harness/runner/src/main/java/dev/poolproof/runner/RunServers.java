package dev.poolproof.runner;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.cell.CellEnvironment;
import dev.poolproof.runner.cell.CellPlan;
import dev.poolproof.runner.cell.HttpEnvironment;
import dev.poolproof.runner.cell.PoolLoaders;
import dev.poolproof.runner.cell.ResolvedArtifacts;
import dev.poolproof.runner.cell.Seed;
import dev.poolproof.runner.cell.Surroundings;
import dev.poolproof.runner.cluster.Clusters;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.database.ServerFiles;
import dev.poolproof.runner.database.SessionSampler;
import dev.poolproof.runner.http.HttpClientLoaders;
import dev.poolproof.runner.http.HttpServiceException;
import dev.poolproof.runner.http.NginxSource;
import dev.poolproof.runner.path.PathPlayer;
import dev.poolproof.runner.path.PathPlayers;
import dev.poolproof.runner.pooler.PgBouncerProcess;
import dev.poolproof.runner.recording.JitterMeter;
import dev.poolproof.runner.recording.PoolLogs;
import dev.poolproof.runner.recording.ProcessorMeter;
import dev.poolproof.runner.recording.ServerLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The servers of a run with what surrounds each: one for each engine that has cells, and one for
 * each scenario that asks for a limit of connections.
 */
final class RunServers implements AutoCloseable {
    private final RunRequest request;
    private final Map<Engine, Surroundings> environments = new EnumMap<>(Engine.class);
    private final Map<Limited, CellEnvironment> limited = new HashMap<>();
    private final RunDatabases databases;

    /** The servers that take few connections and are ours; none beside one of the user's own. */
    private final Collection<Limited> limits;

    /** In the order in which it was opened; each must be closed before the one below it. */
    private final Deque<Runnable> open = new ArrayDeque<>();

    private final ProcessorMeter processors = ProcessorMeter.start();

    private RunServers(RunRequest request, Collection<Engine> engines, Collection<Limited> limits) {
        this.request = request;
        this.limits = request.databaseUrl() == null ? limits : List.of();
        this.databases = RunDatabases.begin(request, engines, this.limits);
        open.push(processors::close);
        open.push(databases::close);
    }

    /** A server of {@code engine} that takes few connections, for one scenario. */
    record Limited(Engine engine, String scenario, int maxConnections) {
        /** What a cell needs; {@code null} where it shares the server of its engine. */
        static @Nullable Limited of(CellPlan cell) {
            return of(cell.engine(), cell.scenario());
        }

        /** What cells of {@code scenario} need; {@code null} where they share a server. */
        static @Nullable Limited of(Engine engine, Scenario scenario) {
            Integer maxConnections = scenario.serverSettings().maxConnections();
            return maxConnections == null
                    ? null
                    : new Limited(engine, scenario.name(), maxConnections);
        }
    }

    /**
     * Opens a server for each of {@code engines}, and begins to open those of {@code limits} unless
     * the user has given a server.
     *
     * @throws RunException if one cannot be had; nothing is left open then
     */
    static RunServers open(
            RunRequest request,
            Collection<Engine> engines,
            Collection<Limited> limits,
            ResolvedArtifacts artifacts)
            throws RunException, InterruptedException {
        RunServers servers = new RunServers(request, engines, limits);
        try {
            servers.openAll(engines, artifacts);
            return servers;
        } catch (RunException | RuntimeException | InterruptedException e) {
            servers.close();
            throw e;
        }
    }

    private void openAll(Collection<Engine> engines, ResolvedArtifacts artifacts)
            throws RunException, InterruptedException {
        PoolLogs logs = PoolLogs.listen();
        open.push(logs::close);
        JitterMeter jitter = JitterMeter.start();
        open.push(jitter::close);
        Clusters clusters = new Clusters(request.backend());
        open.push(clusters::close);
        Semaphore openings = new Semaphore(openings(), true);
        if (engines.contains(Engine.HTTP)) {
            HttpClientLoaders clients = new HttpClientLoaders(artifacts::ofHttpClient);
            open.push(clients::close);
            environments.put(
                    Engine.HTTP,
                    new HttpEnvironment(
                            nginx(),
                            clients,
                            jitter,
                            processors,
                            openings,
                            new Seed(request.seed())));
        }
        for (Engine engine : engines.stream().filter(Engine.DATABASES::contains).toList()) {
            Database database = databases.of(engine);
            PoolLoaders loaders = new PoolLoaders(artifacts, database);
            open.push(loaders::close);
            environments.put(
                    engine,
                    around(
                            database,
                            loaders,
                            new Meters(clusters, logs, jitter, processors, openings)));
        }
    }

    /**
     * Waits for the servers that take few connections; to be done before cells are played. Pools
     * and drivers are the same as beside the server that all share.
     *
     * @throws RunException if one cannot be had
     */
    void awaitLimited() throws RunException, InterruptedException {
        for (Limited wanted : limits) {
            CellEnvironment shared = ofDatabase(wanted.engine());
            limited.put(
                    wanted,
                    around(
                            databases.of(wanted),
                            shared.loaders(),
                            new Meters(
                                    shared.clusters(),
                                    shared.logs(),
                                    shared.jitter(),
                                    shared.processors(),
                                    shared.openings())));
        }
    }

    private CellEnvironment around(Database database, PoolLoaders loaders, Meters meters)
            throws RunException {
        SessionSampler sessions = SessionSampler.start(database);
        open.push(sessions::close);
        ServerFiles files = database.files();
        ServerLog serverLog = ServerLog.follow(files == null ? null : files.log());
        open.push(serverLog::close);
        PathPlayer paths = paths();
        open.push(paths::close);
        return new CellEnvironment(
                database,
                sessions,
                paths,
                meters.clusters(),
                loaders,
                meters.logs(),
                meters.jitter(),
                meters.processors(),
                meters.openings(),
                new Seed(request.seed()),
                serverLog);
    }

    /** What all servers of a run share. */
    private record Meters(
            Clusters clusters,
            PoolLogs logs,
            JitterMeter jitter,
            ProcessorMeter processors,
            Semaphore openings) {}

    private NginxSource nginx() throws RunException {
        try {
            return NginxSource.of(request.nginx(), request.backend());
        } catch (HttpServiceException e) {
            throw new RunException(
                    "nginx: %s%n    write auto, or emulated".formatted(e.getMessage()), e);
        }
    }

    private PathPlayer paths() throws RunException {
        InetSocketAddress toxiproxy = request.toxiproxy();
        try {
            return PathPlayers.open(toxiproxy);
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

    /** Where {@code cell} is played. */
    Surroundings of(CellPlan cell) {
        CellEnvironment own = limited.get(Limited.of(cell));
        return own == null ? of(cell.engine()) : own;
    }

    /** How busy all processors together have been lately, from 0 to 1. */
    double load() {
        return processors.load();
    }

    /** Why {@code cell} cannot be played on these servers, in words; {@code null} if it can. */
    @Nullable String cannotPlay(CellPlan cell) {
        Limited wanted = Limited.of(cell);
        if (wanted != null && !limits.contains(wanted)) {
            return "it takes a server of %d connections, and the one that was given is left as it is"
                    .formatted(wanted.maxConnections());
        }
        String noCluster =
                cell.scenario().cluster() == null
                        ? null
                        : Clusters.cannotBeHad(request.databaseUrl());
        if (noCluster != null) {
            return noCluster;
        }
        String noPgBouncer =
                cell.scenario().pgBouncer() == null ? null : PgBouncerProcess.cannotBeHad();
        return noPgBouncer == null ? of(cell).cannotPlay(cell) : noPgBouncer;
    }

    private CellEnvironment ofDatabase(Engine engine) {
        return (CellEnvironment) of(engine);
    }

    private Surroundings of(Engine engine) {
        Surroundings environment = environments.get(engine);
        if (environment == null) {
            throw new IllegalStateException("no server was opened for " + engine);
        }
        return environment;
    }

    /** The servers by their names in the matrix. */
    Map<Engine, String> labels() {
        Map<Engine, String> labels = new EnumMap<>(Engine.class);
        environments.forEach((engine, environment) -> labels.put(engine, environment.label()));
        return labels;
    }

    /** The names of all servers, with commas between. */
    String names() {
        return labels().values().stream().collect(Collectors.joining(", "));
    }

    /** How many connections cells may hold at a time on the server that they share. */
    Map<Engine, Integer> connectionBudgets() {
        Map<Engine, Integer> budgets = new EnumMap<>(Engine.class);
        environments.forEach(
                (engine, environment) -> budgets.put(engine, environment.connectionBudget()));
        return budgets;
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
