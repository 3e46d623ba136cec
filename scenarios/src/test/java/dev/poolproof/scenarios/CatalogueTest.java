package dev.poolproof.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.Names;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.proxy.Middlebox;
import dev.poolproof.runner.RunFiles;
import dev.poolproof.runner.driver.Drivers;
import dev.poolproof.runner.file.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every scenario of the catalogue must say, without playing it. */
@TestInstance(Lifecycle.PER_CLASS)
class CatalogueTest {
    private static final Path CATALOGUE = Path.of("catalogue");
    private static final Path README = Path.of("..", "README.md");

    private final RunFiles files;
    private final String readme;

    CatalogueTest() throws BadInput, IOException {
        files = RunFiles.read(List.of(CATALOGUE), null);
        readme = Files.readString(README);
    }

    @Test
    void everyFileIsRead() throws IOException {
        try (Stream<Path> yaml = Files.list(CATALOGUE)) {
            assertThat(yaml.map(file -> file.getFileName().toString()))
                    .filteredOn(file -> !file.equals("candidates.yaml"))
                    .containsExactlyInAnyOrderElementsOf(
                            files.scenarios().stream().map(s -> s.name() + ".yaml").toList());
        }
        assertThat(files.scenarios()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(files.candidates()).hasSizeGreaterThanOrEqualTo(10);
    }

    /** They share a column of the matrix. */
    @Test
    void candidatesOfOneNameAreTheSame() {
        Map<String, Candidate> known = new HashMap<>();
        files.scenarios().stream()
                .flatMap(scenario -> scenario.candidates().stream())
                .forEach(
                        candidate ->
                                assertThat(candidate)
                                        .isEqualTo(
                                                known.computeIfAbsent(
                                                        candidate.name(), name -> candidate)));
        assertThat(known).isNotEmpty();
    }

    /** Without one, nothing proves that the incident happened. */
    @ParameterizedTest
    @MethodSource("scenarios")
    void aScenarioHasASymptomOrTellsThatThereIsNone(Scenario scenario) {
        if (scenario.symptom() == null) {
            assertThat(scenario.about())
                    .as("about of %s", scenario.name())
                    .containsAnyOf("does not happen", "No operation shows");
        } else {
            assertThat(names(players(scenario))).contains(scenario.symptom().candidate());
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aScenarioRecordsHowEveryReferenceCandidateComesOut(Scenario scenario) {
        for (Engine engine : scenario.databases()) {
            assertThat(scenario.on(engine).outcomes().keySet())
                    .as("outcomes of %s on %s", scenario.name(), engine)
                    .containsAll(
                            names(
                                    players(scenario).stream()
                                            .filter(candidate -> candidate.role() == Role.REFERENCE)
                                            .filter(
                                                    candidate ->
                                                            candidate.worker() != null
                                                                    || scenario.http() != null
                                                                    || Drivers.of(candidate, engine)
                                                                            != null)
                                            .toList()))
                    .isSubsetOf(names(players(scenario)));
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theReadmeTellsOfEveryScenario(Scenario scenario) {
        assertThat(readme).contains("`" + scenario.name() + "`");
    }

    @Test
    void theReadmeTellsOfEveryMiddlebox() {
        for (Middlebox middlebox : Middlebox.values()) {
            assertThat(readme).contains("`" + Names.of(middlebox) + "`");
        }
    }

    /** A scenario's own candidates, where it has some. */
    private List<Candidate> players(Scenario scenario) {
        return scenario.candidates().isEmpty() ? files.candidates() : scenario.candidates();
    }

    List<Scenario> scenarios() {
        return files.scenarios();
    }

    private static List<String> names(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::name).toList();
    }
}
