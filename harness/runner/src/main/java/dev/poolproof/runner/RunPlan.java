package dev.poolproof.runner;

import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.model.scenario.Symptom;
import dev.poolproof.runner.artifact.ArtifactException;
import dev.poolproof.runner.artifact.ArtifactResolver;
import dev.poolproof.runner.artifact.Versions;
import dev.poolproof.runner.cell.CellPlan;
import dev.poolproof.runner.cell.Planner;
import dev.poolproof.runner.cell.ResolvedArtifacts;
import dev.poolproof.runner.cell.TimeScaleChooser;
import dev.poolproof.runner.pool.PoolProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which cells a run has, checked as far as that goes without starting anything. */
final class RunPlan {
    private final RunRequest request;
    private final Planner planner;
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    private final Map<String, PoolProfile> profiles = new LinkedHashMap<>();
    private final List<Pair> pairs = new ArrayList<>();

    private RunPlan(RunRequest request, ResolvedArtifacts artifacts) {
        this.request = request;
        this.planner = new Planner(artifacts, new TimeScaleChooser(request.fastest()));
    }

    /**
     * Plans a run: selects cells, finds the artifacts, lets each pool look at its settings.
     *
     * @throws RunException if something cannot be had or is not taken; all such errors at once
     */
    static RunPlan of(RunRequest request, ResolvedArtifacts artifacts) throws RunException {
        RunPlan plan = new RunPlan(request, artifacts);
        plan.select();
        plan.profile(artifacts);
        return plan;
    }

    /** The candidates that have a cell, in the order of the columns. */
    List<String> columns() {
        return List.copyOf(candidates.keySet());
    }

    /** The cells of each scenario, for a database of the given name. */
    Map<Scenario, List<CellPlan>> cells(String database) {
        Map<Scenario, List<CellPlan>> cells = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            PoolProfile profile = profiles.get(pair.candidate().name());
            if (profile == null) {
                throw new IllegalStateException(pair.candidate().name() + " has no profile");
            }
            cells.computeIfAbsent(pair.scenario(), scenario -> new ArrayList<>())
                    .add(
                            planner.plan(
                                    pair.scenario(),
                                    versioned(pair.candidate()),
                                    profile,
                                    database));
        }
        return cells;
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
        for (Scenario scenario : request.files().scenarios()) {
            List<Candidate> selected =
                    players(scenario)
                            .filter(
                                    candidate ->
                                            request.selection()
                                                    .includes(scenario.name(), candidate.name()))
                            .toList();
            if (!selected.isEmpty()) {
                for (Candidate candidate : selected) {
                    add(scenario, candidate);
                }
                addAsDeployed(scenario, selected);
            }
        }
        if (pairs.isEmpty()) {
            throw new RunException(
                    "--only: \"%s\" selects no cell%n    write a glob over scenario, candidate or scenario/candidate, such as %s"
                            .formatted(
                                    request.selection(),
                                    request.files().scenarios().stream()
                                            .findFirst()
                                            .map(Scenario::name)
                                            .orElse("nat-*")));
        }
    }

    /** Without the cell that must show the symptom, nothing proves that the incident happened. */
    private void addAsDeployed(Scenario scenario, List<Candidate> selected) throws RunException {
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
                        .toList();
        add(
                scenario,
                known.stream()
                        .filter(candidate -> candidate.name().equals(symptom.candidate()))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new RunException(
                                                "%s: symptom.candidate: \"%s\" is not among the candidates%n    write one of %s"
                                                        .formatted(
                                                                scenario.name(),
                                                                symptom.candidate(),
                                                                known.stream()
                                                                        .map(Candidate::name)
                                                                        .toList()))));
    }

    private void add(Scenario scenario, Candidate candidate) throws RunException {
        pairs.add(new Pair(scenario, candidate));
        Candidate namesake = candidates.putIfAbsent(candidate.name(), candidate);
        if (namesake != null && !namesake.equals(candidate)) {
            throw new RunException(
                    "%s: candidates.%s: is also the name of a candidate with other settings%n    write another name for one of the two"
                            .formatted(scenario.name(), candidate.name()));
        }
    }

    private void profile(ResolvedArtifacts artifacts) throws RunException {
        List<String> errors = new ArrayList<>();
        try (ArtifactResolver resolver = ArtifactResolver.open()) {
            for (Candidate candidate : candidates.values()) {
                Candidate versioned = versioned(candidate);
                try {
                    artifacts.resolve(resolver, versioned);
                    profiles.put(candidate.name(), planner.profile(versioned));
                } catch (ArtifactException e) {
                    errors.add(
                            "%s: %s%n    write a version that exists"
                                    .formatted(candidate.name(), e.getMessage()));
                } catch (IllegalArgumentException e) {
                    errors.add(
                            "%s: %s does not take its settings: %s%n    write values that it takes"
                                    .formatted(candidate.name(), versioned.pool(), e.getMessage()));
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new RunException(String.join(System.lineSeparator(), errors));
        }
    }

    private static Candidate versioned(Candidate candidate) {
        return candidate.with(
                candidate.pool().orVersion(Versions.byDefault(candidate.pool().name())),
                candidate.driver().orVersion(Versions.byDefault(candidate.driver().name())));
    }

    private record Pair(Scenario scenario, Candidate candidate) {}
}
