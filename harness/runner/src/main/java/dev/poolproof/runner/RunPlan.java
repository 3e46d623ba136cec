package dev.poolproof.runner;

import dev.poolproof.model.Names;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.candidate.WorkerProgram;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.model.scenario.Symptom;
import dev.poolproof.runner.RunServers.Limited;
import dev.poolproof.runner.artifact.ArtifactException;
import dev.poolproof.runner.artifact.ArtifactResolver;
import dev.poolproof.runner.artifact.Versions;
import dev.poolproof.runner.cell.CellPlan;
import dev.poolproof.runner.cell.HttpEnvironment;
import dev.poolproof.runner.cell.Planner;
import dev.poolproof.runner.cell.ResolvedArtifacts;
import dev.poolproof.runner.cell.TimeScaleChooser;
import dev.poolproof.runner.cell.Workers;
import dev.poolproof.runner.database.Dialect;
import dev.poolproof.runner.database.Dialects;
import dev.poolproof.runner.database.JdbcUrls;
import dev.poolproof.runner.driver.Drivers;
import dev.poolproof.runner.http.HttpClients;
import dev.poolproof.runner.pool.PoolProfile;
import dev.poolproof.runner.worker.WorkerException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which cells a run has, checked as far as that goes without starting anything. */
final class RunPlan {
    private final RunRequest request;
    private final Workers workers = new Workers();
    private final Planner planner;
    private final Map<Column, Candidate> columns = new LinkedHashMap<>();
    private final Map<Candidate, PoolProfile> profiles = new ConcurrentHashMap<>();
    private final List<Pair> pairs = new ArrayList<>();

    private RunPlan(RunRequest request, ResolvedArtifacts artifacts) {
        this.request = request;
        this.planner = new Planner(artifacts, workers, new TimeScaleChooser(request.fastest()));
    }

    /**
     * Plans a run: selects cells, finds the artifacts, lets each pool look at its settings.
     *
     * @throws RunException if something cannot be had or is not taken; all such errors at once
     */
    static RunPlan of(RunRequest request, ResolvedArtifacts artifacts) throws RunException {
        RunPlan plan = new RunPlan(request, artifacts);
        plan.select();
        plan.profilePools(artifacts);
        return plan;
    }

    /**
     * Lets each worker look at its settings, which takes a process for each; to be done before
     * {@link #cells}.
     *
     * @throws RunException if some are not taken; all such errors at once
     */
    void introduceWorkers() throws RunException, InterruptedException {
        List<Candidate> candidates = candidates().filter(RunPlan::hasWorker).toList();
        workers.introduce(candidates);
        List<String> errors = new ArrayList<>();
        candidates.forEach(candidate -> profile(candidate, errors));
        refuse(errors);
    }

    /** The candidates that have a cell, in the order of the columns. */
    List<String> columns() {
        return columns.keySet().stream().map(Column::candidate).distinct().toList();
    }

    /** The engines that have a cell. */
    Set<Engine> engines() {
        return pairs.stream()
                .map(Pair::engine)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Engine.class)));
    }

    /** The limits of connections for which cells need a server of their own. */
    Set<Limited> limits() {
        Set<Limited> limits = new LinkedHashSet<>();
        for (Pair pair : pairs) {
            Limited limited = Limited.of(pair.engine(), pair.scenario());
            if (limited != null) {
                limits.add(limited);
            }
        }
        return limits;
    }

    /**
     * The cells of each row: a scenario as it is on one engine.
     *
     * @param databases their names, by engine
     */
    Map<Scenario, List<CellPlan>> cells(Map<Engine, String> databases) {
        Map<Scenario, List<CellPlan>> cells = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            cells.computeIfAbsent(pair.scenario(), scenario -> new ArrayList<>())
                    .add(cell(pair, databases));
        }
        return cells;
    }

    /** Those of {@link #cells} that have no worker, which needs not be introduced yet. */
    List<CellPlan> cellsOfPools(Map<Engine, String> databases) {
        return pairs.stream()
                .filter(pair -> !hasWorker(pair.candidate()))
                .map(pair -> cell(pair, databases))
                .toList();
    }

    private CellPlan cell(Pair pair, Map<Engine, String> databases) {
        PoolProfile profile = profiles.get(pair.candidate());
        String database = databases.get(pair.engine());
        if (profile == null || database == null) {
            throw new IllegalStateException(pair + " has no profile or no database");
        }
        return planner.plan(
                pair.scenario(),
                workers.introduced(pair.candidate()),
                profile,
                HttpEnvironment.label(pair.scenario(), database));
    }

    /** A scenario that has candidates of its own is played by no other reference candidates. */
    private Stream<Candidate> players(Scenario scenario) {
        List<Candidate> own = scenario.candidates();
        return Stream.concat(
                own.stream(),
                request.files().candidates().stream()
                        .filter(candidate -> own.isEmpty() || candidate.role() == Role.PROPOSED));
    }

    private void select() throws RunException {
        DatabaseChoice databases = databases();
        for (Scenario scenario : request.files().of(request.selection())) {
            for (Engine engine : databases.among(scenario)) {
                select(scenario.on(engine), engine);
            }
        }
        if (pairs.isEmpty()) {
            throw new RunException(
                    "%s selects no cell on database \"%s\"%n    write %s"
                            .formatted(request.selection(), databases, advice()));
        }
    }

    private String advice() {
        Selection selection = request.selection();
        return selection.isWhole()
                ? selection.equals(Selection.ALL)
                        ? "a database that the scenarios are told of"
                        : "selection all, or a database that the scenarios are told of"
                : "a glob over scenario, candidate or scenario/candidate, such as "
                        + request.files().scenarios().stream()
                                .findFirst()
                                .map(Scenario::name)
                                .orElse("nat-*");
    }

    /** A server of the user's own is the only one of a run. */
    private DatabaseChoice databases() throws RunException {
        String url = request.databaseUrl();
        if (url == null) {
            return request.databases();
        }
        Dialect dialect = Dialects.ofUrl(url);
        if (dialect == null) {
            throw new RunException(
                    "poolproof.database.url: \"%s\" is not a URL with one host of a database that is known%n    write %s"
                            .formatted(JdbcUrls.withoutPasswords(url), Dialects.urlExamples()));
        }
        if (request.databases().isBeyond(dialect.engine())) {
            throw new RunException(
                    "poolproof.database: \"%s\" is not what poolproof.database.url is for%n    write %s, or leave it out"
                            .formatted(request.databases(), Names.of(dialect.engine())));
        }
        return DatabaseChoice.of(dialect.engine());
    }

    private void select(Scenario scenario, Engine engine) throws RunException {
        List<Candidate> selected =
                players(scenario)
                        .filter(
                                candidate ->
                                        request.selection()
                                                .includes(scenario.name(), candidate.name()))
                        .flatMap(candidate -> versioned(candidate, engine).stream())
                        .toList();
        if (!selected.isEmpty()) {
            for (Candidate candidate : selected) {
                add(scenario, engine, candidate);
            }
            addAsDeployed(scenario, engine, selected);
        }
    }

    /** Without the cell that must show the symptom, nothing proves that the incident happened. */
    private void addAsDeployed(Scenario scenario, Engine engine, List<Candidate> selected)
            throws RunException {
        Symptom symptom = scenario.symptom();
        if (symptom == null
                || selected.stream()
                        .anyMatch(candidate -> candidate.name().equals(symptom.candidate()))) {
            return;
        }
        List<Candidate> known =
                Stream.of(
                                scenario.candidates(),
                                request.files().candidates(),
                                request.files().asDeployed())
                        .flatMap(List::stream)
                        .flatMap(candidate -> versioned(candidate, engine).stream())
                        .toList();
        add(
                scenario,
                engine,
                known.stream()
                        .filter(candidate -> candidate.name().equals(symptom.candidate()))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new RunException(
                                                "%s: symptom.candidate: \"%s\" is not among the candidates that run on %s%n    write one of %s"
                                                        .formatted(
                                                                scenario.name(),
                                                                symptom.candidate(),
                                                                Names.of(engine),
                                                                known.stream()
                                                                        .map(Candidate::name)
                                                                        .toList()))));
    }

    private void add(Scenario scenario, Engine engine, Candidate candidate) throws RunException {
        pairs.add(new Pair(scenario, engine, candidate));
        Candidate namesake = columns.putIfAbsent(new Column(candidate.name(), engine), candidate);
        if (namesake != null && !namesake.equals(candidate)) {
            throw new RunException(
                    "%s: candidates.%s: is also the name of a candidate with other settings%n    write another name for one of the two"
                            .formatted(scenario.name(), candidate.name()));
        }
    }

    private void profilePools(ResolvedArtifacts artifacts) throws RunException {
        List<String> errors = new ArrayList<>();
        try (ArtifactResolver resolver = ArtifactResolver.open()) {
            for (Candidate candidate : candidates().filter(each -> !hasWorker(each)).toList()) {
                try {
                    artifacts.resolve(resolver, candidate);
                    profile(candidate, errors);
                } catch (ArtifactException e) {
                    errors.add(
                            "%s: %s%n    write a version that exists"
                                    .formatted(candidate.name(), e.getMessage()));
                }
            }
        }
        refuse(errors);
    }

    private void profile(Candidate candidate, List<String> errors) {
        try {
            profiles.put(candidate, planner.profile(candidate));
        } catch (IllegalArgumentException e) {
            errors.add(refused(candidate, e));
        }
    }

    private Stream<Candidate> candidates() {
        return pairs.stream().map(Pair::candidate).distinct();
    }

    private static boolean hasWorker(Candidate candidate) {
        return candidate.worker() != null;
    }

    private static void refuse(List<String> errors) throws RunException {
        if (!errors.isEmpty()) {
            throw new RunException(
                    errors.stream().distinct().collect(Collectors.joining(System.lineSeparator())));
        }
    }

    private static String refused(Candidate candidate, IllegalArgumentException reason) {
        boolean broken =
                reason.getCause() instanceof WorkerException worker
                        && worker.kind() == WorkerException.Kind.BROKEN;
        return (broken
                        ? "%s: %s: %s%n    mend the worker: docs/workers.md says what it is told, and what it answers"
                        : "%s: %s does not take its settings: %s%n    write values that it takes")
                .formatted(candidate.name(), candidate.pool(), reason.getMessage());
    }

    /** With the versions that will run; none for one that does not run on {@code engine}. */
    private static Optional<Candidate> versioned(Candidate candidate, Engine engine) {
        if (HttpClients.isOne(candidate)) {
            Artifact client = HttpClients.versioned(candidate.pool());
            return engine == Engine.HTTP
                    ? Optional.of(candidate.with(client, client))
                    : Optional.empty();
        }
        WorkerProgram worker = candidate.worker();
        if (worker != null) {
            String database = Names.of(engine);
            return worker.databases().contains(database)
                    ? Optional.of(candidate.with(worker.on(database)))
                    : Optional.empty();
        }
        return Optional.ofNullable(Drivers.of(candidate, engine))
                .map(
                        driver -> {
                            Artifact named = candidate.driver();
                            String version = named == null ? null : named.version();
                            return candidate.with(
                                    candidate
                                            .pool()
                                            .orVersion(Versions.byDefault(candidate.pool().name())),
                                    new Artifact(driver.name(), version)
                                            .orVersion(Versions.byDefault(driver.artifact())));
                        });
    }

    /** A candidate as it runs on one engine, with that engine's driver. */
    private record Column(String candidate, Engine engine) {}

    private record Pair(Scenario scenario, Engine engine, Candidate candidate) {}
}
