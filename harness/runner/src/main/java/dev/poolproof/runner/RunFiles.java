package dev.poolproof.runner;

import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.model.scenario.Symptom;
import dev.poolproof.runner.file.BadInput;
import dev.poolproof.runner.file.CandidateFiles;
import dev.poolproof.runner.file.ScenarioFiles;
import dev.poolproof.runner.file.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files of a run, read.
 *
 * @param scenarios the rows
 * @param named which of them were asked for by their own files, and not by their folder's
 * @param candidates the columns
 * @param asDeployed candidates that a scenario may name as the one that must show its symptom,
 *     beside {@code candidates}; they are run for that only
 */
public record RunFiles(
        List<Scenario> scenarios,
        Set<String> named,
        List<Candidate> candidates,
        List<Candidate> asDeployed) {
    private static final String CANDIDATES = "candidates.yaml";

    public RunFiles {
        scenarios = List.copyOf(scenarios);
        named = Set.copyOf(named);
        candidates = List.copyOf(candidates);
        asDeployed = List.copyOf(asDeployed);
    }

    /**
     * Reads scenarios and candidates.
     *
     * @param scenarios files, or directories of them; at least one
     * @param candidates {@code null} for the {@code candidates.yaml} beside the first scenario,
     *     which is also where candidates are looked for that only have to show a symptom
     * @throws BadInput with all errors of the first kind of files that has any
     */
    public static RunFiles read(List<Path> scenarios, @Nullable Path candidates) throws BadInput {
        Vocabulary vocabulary = Catalogue.vocabulary();
        List<Scenario> rows = ScenarioFiles.readAll(scenarios, vocabulary);
        Set<String> named =
                scenarios.stream()
                        .filter(Files::isRegularFile)
                        .map(ScenarioFiles::nameOf)
                        .collect(Collectors.toSet());
        Path first = scenarios.get(0);
        Path beside =
                Files.isDirectory(first)
                        ? first.resolve(CANDIDATES)
                        : first.resolveSibling(CANDIDATES);
        if (candidates == null) {
            List<Candidate> both = CandidateFiles.read(beside, vocabulary);
            return new RunFiles(rows, named, both, both);
        }
        return new RunFiles(
                rows.stream().map(RunFiles::withoutReferences).toList(),
                named,
                CandidateFiles.read(candidates, vocabulary),
                Files.exists(beside) ? CandidateFiles.read(beside, vocabulary) : List.of());
    }

    /**
     * The rows of a selection: those that it plays, and those that were asked for by their files.
     */
    List<Scenario> of(Selection selection) {
        return scenarios.stream()
                .filter(
                        scenario ->
                                selection.plays(scenario.selection())
                                        || named.contains(scenario.name()))
                .toList();
    }

    /**
     * Who brings candidates wants to see these: of a scenario's own only what proves it is left.
     */
    private static Scenario withoutReferences(Scenario scenario) {
        Symptom symptom = scenario.symptom();
        return scenario.playedBy(
                scenario.candidates().stream()
                        .filter(
                                candidate ->
                                        symptom != null
                                                && candidate.name().equals(symptom.candidate()))
                        .toList());
    }
}
