package dev.poolproof.runner;

import dev.poolproof.model.history.History;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.RunInfo;
import dev.poolproof.model.matrix.RunListener;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.ScenarioRun.Judged;
import dev.poolproof.runner.artifact.Versions;
import dev.poolproof.runner.cell.CellEnvironment;
import dev.poolproof.runner.cell.CellPlan;
import dev.poolproof.runner.cell.CellPlayer;
import dev.poolproof.runner.cell.PoolLoaders;
import dev.poolproof.runner.cell.ResolvedArtifacts;
import dev.poolproof.runner.cell.Seed;
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
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Stream;

/** Runs a matrix from request to result. */
public final class MatrixRunner {
    private final RunRequest request;
    private final RunListener listener;
    private final Instant started = Instant.now();

    private MatrixRunner(RunRequest request, RunListener listener) {
        this.request = request;
        this.listener = new OneAtATime(listener);
    }

    /**
     * Runs a matrix. The calling thread waits; nothing is left running afterwards.
     *
     * @throws RunException if the request cannot be carried out; nothing was played then
     */
    public static Matrix run(RunRequest request, RunListener listener)
            throws RunException, InterruptedException {
        return new MatrixRunner(request, listener).run();
    }

    private Matrix run() throws RunException, InterruptedException {
        try (ResolvedArtifacts artifacts = new ResolvedArtifacts()) {
            RunPlan plan = RunPlan.of(request, artifacts);
            try (Database database = Databases.open(request.databaseUrl(), request.credentials());
                    SessionSampler sessions = SessionSampler.start(database);
                    PathPlayer paths = paths(database);
                    PoolLogs logs = PoolLogs.listen();
                    PoolLoaders loaders = new PoolLoaders(artifacts, database);
                    JitterMeter jitter = JitterMeter.start();
                    ProcessorMeter processors = ProcessorMeter.start()) {
                Matrix matrix =
                        play(
                                plan,
                                new CellEnvironment(
                                        database,
                                        sessions,
                                        paths,
                                        loaders,
                                        logs,
                                        jitter,
                                        processors,
                                        new Semaphore(openings(), true),
                                        new Seed(request.seed())));
                listener.ended(matrix);
                return matrix;
            } catch (DatabaseException e) {
                throw new RunException(String.valueOf(e.getMessage()), e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    private Matrix play(RunPlan plan, CellEnvironment environment) throws InterruptedException {
        Map<Scenario, List<CellPlan>> cells = plan.cells(environment.database().label());
        warmUp(cells, environment);
        try (Plays plays =
                new Plays(
                        new CellPlayer(environment)::play,
                        sideBySide(cells, environment.database()),
                        listener)) {
            List<CompletableFuture<List<Judged>>> running = new ArrayList<>();
            cells.forEach(
                    (scenario, plans) -> running.add(begin(plays, scenario, plans, environment)));
            List<Judged> judged = new ArrayList<>();
            for (CompletableFuture<List<Judged>> scenario : running) {
                judged.addAll(scenario.get());
            }
            return new Matrix(
                    info(cells, environment, plays.production()),
                    cells.keySet().stream().map(Scenario::name).toList(),
                    plan.columns(),
                    judged.stream().map(Judged::result).toList());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a cell could not be judged", e.getCause());
        }
    }

    private CompletableFuture<List<Judged>> begin(
            Plays plays, Scenario scenario, List<CellPlan> cells, CellEnvironment environment) {
        List<String> fidelity = environment.paths().shortcomings(scenario.path());
        Function<CellPlan, CellResults> results = cell -> new CellResults(cell, fidelity, request);
        String reason = environment.paths().cannotPlay(scenario);
        CompletableFuture<List<Judged>> played =
                reason == null
                        ? new ScenarioRun(plays, results).run(cells)
                        : CompletableFuture.completedFuture(skipped(cells, results, reason));
        return played.whenComplete(
                (judged, failure) -> {
                    if (judged != null) {
                        judged.forEach(cell -> listener.judged(cell.result(), cell.history()));
                    }
                });
    }

    private static List<Judged> skipped(
            List<CellPlan> cells, Function<CellPlan, CellResults> results, String reason) {
        return cells.stream()
                .map(
                        cell ->
                                new Judged(
                                        results.apply(cell).skipped(reason),
                                        new History(List.of())))
                .toList();
    }

    /** Half of the processors are left to the cells that play. */
    private static int openings() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /** As many as asked for, but no more than the database has sessions for: ghosts count too. */
    private int sideBySide(Map<Scenario, List<CellPlan>> cells, Database database) {
        int largest =
                cells.values().stream()
                        .flatMap(List::stream)
                        .mapToInt(cell -> cell.profile().size())
                        .max()
                        .orElse(1);
        return Math.max(
                1, Math.min(request.cellsAtOnce(), database.connectionBudget() / (2 * largest)));
    }

    /**
     * Before the first cell plays: warming up takes the processors whole, which cells would feel.
     */
    private static void warmUp(Map<Scenario, List<CellPlan>> cells, CellEnvironment environment) {
        cells.values().stream()
                .flatMap(List::stream)
                .filter(cell -> environment.paths().cannotPlay(cell.scenario()) == null)
                .map(PoolLoaders.Need::of)
                .distinct()
                .toList()
                .parallelStream()
                .forEach(environment.loaders()::prepare);
    }

    private RunInfo info(
            Map<Scenario, List<CellPlan>> cells, CellEnvironment environment, Duration production) {
        Map<String, String> versions = new TreeMap<>();
        versions.put("poolproof", Versions.poolproof());
        versions.put("java", Runtime.version().toString());
        versions.put("database", environment.database().label());
        cells.values().stream()
                .flatMap(List::stream)
                .flatMap(cell -> Stream.of(cell.candidate().pool(), cell.candidate().driver()))
                .forEach(
                        artifact ->
                                versions.merge(
                                        artifact.name(),
                                        String.valueOf(artifact.version()),
                                        (known, version) ->
                                                known.contains(version)
                                                        ? known
                                                        : known + ", " + version));
        return new RunInfo(
                versions,
                "%d processors, %s %s, %s"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")),
                request.seed(),
                started,
                Duration.between(started, Instant.now()),
                production,
                request.command());
    }
}
