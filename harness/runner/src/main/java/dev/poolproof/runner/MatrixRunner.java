package dev.poolproof.runner;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.history.History;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.RunInfo;
import dev.poolproof.model.matrix.RunListener;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.ScenarioRun.Judged;
import dev.poolproof.runner.artifact.Versions;
import dev.poolproof.runner.cell.CellEnvironment;
import dev.poolproof.runner.cell.CellPlan;
import dev.poolproof.runner.cell.CellPlayer;
import dev.poolproof.runner.cell.HttpEnvironment;
import dev.poolproof.runner.cell.PoolLoaders;
import dev.poolproof.runner.cell.ResolvedArtifacts;
import dev.poolproof.runner.cell.SideBySide;
import dev.poolproof.runner.cell.Surroundings;
import dev.poolproof.runner.cluster.Clusters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs a matrix from request to result. */
public final class MatrixRunner {
    /** More than there are processors: most of it waits for what does not come. */
    private static final int WARMED_AT_ONCE = 4 * Runtime.getRuntime().availableProcessors();

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
            try (Introduction introduction = Introduction.begin(plan);
                    RunServers servers =
                            RunServers.open(request, plan.engines(), plan.limits(), artifacts)) {
                warmUp(plan.cellsOfPools(servers.labels()), servers);
                introduction.await();
                servers.awaitLimited();
                Matrix matrix = play(plan, servers);
                tell(matrix, Closing.begin(servers::close));
                return matrix;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is made of the matrix takes as long as the servers do to end. */
    private void tell(Matrix matrix, CompletableFuture<Void> closing) {
        try {
            listener.ended(matrix);
        } finally {
            closing.join();
        }
    }

    private Matrix play(RunPlan plan, RunServers servers) throws InterruptedException {
        Map<Scenario, List<CellPlan>> cells = plan.cells(servers.labels());
        try (Plays plays =
                new Plays(
                        (cell, path, entrance) ->
                                new CellPlayer(servers.of(cell)).play(cell, path, entrance),
                        sideBySide(cells, servers.connectionBudgets()),
                        request.cellsAtOnce(),
                        Math.min(request.cellsAtOnce(), Clusters.AT_ONCE),
                        servers::load,
                        listener)) {
            List<CompletableFuture<List<Judged>>> running = new ArrayList<>();
            cells.forEach((scenario, plans) -> running.add(begin(plays, scenario, plans, servers)));
            List<Judged> judged = new ArrayList<>();
            for (CompletableFuture<List<Judged>> scenario : running) {
                judged.addAll(scenario.get());
            }
            return new Matrix(
                    info(cells, servers, plays.production()),
                    cells.keySet().stream().map(Scenario::name).distinct().toList(),
                    plan.columns(),
                    judged.stream().map(Judged::result).toList());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a cell could not be judged", e.getCause());
        }
    }

    private CompletableFuture<List<Judged>> begin(
            Plays plays, Scenario scenario, List<CellPlan> cells, RunServers servers) {
        List<String> fidelity = servers.of(cells.get(0)).shortcomings(scenario);
        Function<CellPlan, CellResults> results = cell -> new CellResults(cell, fidelity, request);
        List<CellPlan> playable =
                cells.stream()
                        .filter(
                                cell ->
                                        servers.cannotPlay(cell) == null
                                                && cell.cannotPlay() == null)
                        .toList();
        List<Judged> skipped =
                cells.stream()
                        .filter(cell -> !playable.contains(cell))
                        .map(cell -> skipped(cell, results, servers.cannotPlay(cell)))
                        .toList();
        CompletableFuture<List<Judged>> played =
                new ScenarioRun(plays, results)
                        .run(playable)
                        .thenApply(
                                judged ->
                                        Stream.concat(judged.stream(), skipped.stream()).toList());
        return played.whenComplete(
                (judged, failure) -> {
                    if (judged != null) {
                        judged.forEach(cell -> listener.judged(cell.result(), cell.history()));
                    }
                });
    }

    /** A cell that is not played, as its path cannot be played or its candidate cannot play it. */
    private static Judged skipped(
            CellPlan cell, Function<CellPlan, CellResults> results, @Nullable String ofPath) {
        String reason = ofPath == null ? String.valueOf(cell.cannotPlay()) : ofPath;
        return new Judged(results.apply(cell).skipped(reason), new History(List.of()));
    }

    /**
     * As many of each engine as asked for, but no more than there are sessions for: ghosts count
     * too. Beside them one cell of each engine may be played that runs alone.
     */
    private Map<Engine, Integer> sideBySide(
            Map<Scenario, List<CellPlan>> cells, Map<Engine, Integer> connectionBudgets) {
        Map<Engine, Integer> sideBySide = new EnumMap<>(Engine.class);
        connectionBudgets.forEach(
                (engine, connections) ->
                        sideBySide.put(
                                engine,
                                sideBySide(
                                        cells.values().stream()
                                                .flatMap(List::stream)
                                                .filter(cell -> cell.engine() == engine)
                                                .toList(),
                                        connections)));
        return sideBySide;
    }

    private int sideBySide(List<CellPlan> cells, int connectionBudget) {
        int largest = 1;
        int alone = 0;
        for (CellPlan cell : cells) {
            if (cell.runsAlone()) {
                alone = Math.max(alone, cell.profile().size() * cell.scenario().instances());
            } else {
                largest = Math.max(largest, cell.profile().size());
            }
        }
        return Math.max(
                1, Math.min(request.cellsAtOnce(), (connectionBudget - alone) / (2 * largest)));
    }

    /**
     * Before the first cell plays: warming up takes the processors whole, which cells would feel.
     */
    private static void warmUp(List<CellPlan> cells, RunServers servers)
            throws InterruptedException {
        Map<Object, Runnable> needs = new LinkedHashMap<>();
        cells.stream()
                .filter(cell -> cell.cannotPlay() == null && servers.cannotPlay(cell) == null)
                .forEach(cell -> need(cell, servers.of(cell), needs));
        SideBySide.run(WARMED_AT_ONCE, needs.values());
    }

    private static void need(CellPlan cell, Surroundings its, Map<Object, Runnable> needs) {
        if (its instanceof CellEnvironment ofDatabase) {
            PoolLoaders.Need need = PoolLoaders.Need.of(cell);
            needs.put(need, () -> ofDatabase.loaders().prepare(need));
        } else if (its instanceof HttpEnvironment ofHttp) {
            Artifact client = cell.candidate().pool();
            TimeScale scale = cell.timing().scale();
            needs.put(List.of(client, scale), () -> ofHttp.clients().prepare(client, scale));
        }
    }

    private RunInfo info(
            Map<Scenario, List<CellPlan>> cells, RunServers servers, Duration production) {
        Map<String, String> versions = new TreeMap<>();
        versions.put("poolproof", Versions.poolproof());
        versions.put("java", Runtime.version().toString());
        versions.put("database", servers.names());
        cells.values().stream()
                .flatMap(List::stream)
                .map(cell -> ResolvedArtifacts.Pair.of(cell.candidate()))
                .flatMap(pair -> Stream.of(pair.pool(), pair.driver()))
                .filter(artifact -> artifact.version() != null) // of a worker that did not start
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
