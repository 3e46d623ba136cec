package dev.poolproof.runner.file;

import static dev.poolproof.model.scenario.Engine.MYSQL;
import static dev.poolproof.model.scenario.Engine.POSTGRESQL;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.model.scenario.ServerLimits;
import dev.poolproof.model.scenario.Symptom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesOfScenariosTest {
    private static final String SCENARIO =
            """
            title: t
            about: a
            path: []
            workload: [ quiet: { for: 1s } ]
            expect: { failed: 0 }
            """;

    @TempDir Path folder;

    @Test
    void aScenarioIsOfAllEnginesThatHaveSuchAServer() throws IOException, BadInput {
        assertThat(read("").databases()).containsExactly(POSTGRESQL, MYSQL);
        assertThat(read("server: rds-postgresql").databases()).containsExactly(POSTGRESQL);
        assertThat(read("databases: [mysql]").databases()).containsExactly(MYSQL);
    }

    @Test
    void whatStandsBelowAnEngineHoldsThereInPlaceOfTheRest() throws IOException, BadInput {
        Scenario scenario =
                read(
                        """
                        symptom:
                          candidate: c
                          message: reset
                          postgresql: { sqlstate: 08006 }
                          mysql: { sqlstate: 08S01, message: link failure }
                        outcomes: { a: pass, b: fail, mysql: { b: pass } }
                        """);

        assertThat(scenario.on(POSTGRESQL))
                .returns(new Symptom("c", "08006", null, "reset", null), Scenario::symptom)
                .returns(Map.of("a", Verdict.PASS, "b", Verdict.FAIL), Scenario::outcomes);
        assertThat(scenario.on(MYSQL))
                .returns(new Symptom("c", "08S01", null, "link failure", null), Scenario::symptom)
                .returns(Map.of("a", Verdict.PASS, "b", Verdict.PASS), Scenario::outcomes);
    }

    @Test
    void aServerIsSetToSomethingElseWhereItIsAnotherOne() throws IOException, BadInput {
        Scenario scenario =
                read(
                        """
                        server-settings:
                          max_connections: 100
                          lock_timeout: 10s
                          mysql: { max_connections: 66, wait_timeout: 5m }
                        """);

        assertThat(scenario.on(POSTGRESQL))
                .returns(
                        new ServerLimits(Map.of("lock_timeout", ofSeconds(10)), 100),
                        Scenario::serverSettings)
                .returns(97, Scenario::connectionsForAll);
        assertThat(scenario.on(MYSQL))
                .returns(
                        new ServerLimits(
                                Map.of("lock_timeout", ofSeconds(10), "wait_timeout", ofMinutes(5)),
                                66),
                        Scenario::serverSettings)
                .returns(66, Scenario::connectionsForAll);
    }

    @Test
    void aSymptomMayBeShownByAnotherCandidateOnAnotherEngine() throws IOException, BadInput {
        Scenario scenario =
                read("symptom: { candidate: c, message: full, mysql: { candidate: d } }");

        assertThat(scenario.on(POSTGRESQL).symptom())
                .isEqualTo(new Symptom("c", null, null, "full", null));
        assertThat(scenario.on(MYSQL).symptom())
                .isEqualTo(new Symptom("d", null, null, "full", null));
    }

    @Test
    void aCandidateMayHaveTheNameOfAnEngine() throws IOException, BadInput {
        assertThat(read("outcomes: { mysql: fail }").on(POSTGRESQL).outcomes())
                .isEqualTo(Map.of("mysql", Verdict.FAIL));
    }

    /** Of the JDK that plays, whatever it is. */
    @Test
    void anOutcomeMayHoldBeforeAJdkAndAnotherFromItOn() throws IOException, BadInput {
        int ours = Runtime.version().feature();
        String outcome = "outcomes: { a: { before-jdk-%1$d: fail, from-jdk-%1$d: pass } }";

        assertThat(read(outcome.formatted(ours)).outcomes()).isEqualTo(Map.of("a", Verdict.PASS));
        assertThat(read(outcome.formatted(ours + 1)).outcomes())
                .isEqualTo(Map.of("a", Verdict.FAIL));
    }

    @Test
    void aScenarioIsNotOnADatabaseThatItDoesNotName() throws IOException, BadInput {
        Scenario scenario = read("databases: [postgresql]");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> scenario.on(MYSQL))
                .withMessageContaining("must be one of [POSTGRESQL]");
    }

    private Scenario read(String more) throws IOException, BadInput {
        Path file = Files.writeString(folder.resolve("s.yaml"), SCENARIO + more + "\n");
        return ScenarioFiles.read(file, TestVocabulary.VOCABULARY);
    }
}
