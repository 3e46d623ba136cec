package dev.poolproof.runner.cell;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.candidate.WorkerProgram;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the workers of this test are shell scripts")
class WorkersTest {
    private final Workers workers = new Workers();

    @Test
    void aWorkerBringsTheVersionsOfItsLibraries() throws InterruptedException {
        Candidate candidate =
                introduced(
                        """
                        {"report":"ready","protocol":1,"runtime":"sh","pool":{"name":"sequelize",\
                        "version":"6.1"},"driver":{"name":"pg","version":"8.1"},"pool-size":7}\
                        """);

        assertThat(workers.introduced(candidate).pool()).hasToString("sequelize:6.1");
        assertThat(workers.introduced(candidate).driver()).hasToString("pg:8.1");
        assertThat(workers.profile(candidate).size()).isEqualTo(7);
    }

    @Test
    void aWorkerThatCannotRunHereSkipsItsCells() throws InterruptedException {
        Candidate candidate = introduced("{\"report\":\"unavailable\",\"reason\":\"no pg\"}");

        assertThat(workers.cannotPlay(Fixtures.scenario("any"), candidate))
                .isEqualTo("shell cannot run here: no pg; install pg");
    }

    @Test
    void onlyAWorkerCanBeFrozen() {
        Scenario freezes = Fixtures.playing(new Phase.Freeze(ofMinutes(6)));

        assertThat(workers.cannotPlay(freezes, Fixtures.candidate("pool", Map.of())))
                .isEqualTo("a pool in this JVM cannot be frozen: only a worker can");
    }

    @Test
    void aWorkerThatRefusesItsSettingsIsTheCandidatesFault() throws InterruptedException {
        Candidate candidate = introduced("{\"report\":\"refused\",\"reason\":\"max is 0\"}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> workers.profile(candidate))
                .withMessage("max is 0");
    }

    private Candidate introduced(String line) throws InterruptedException {
        WorkerProgram program =
                new WorkerProgram(
                        "shell",
                        Path.of("."),
                        List.of("sh", "-c", "echo '" + line + "'; cat"),
                        List.of("postgresql"),
                        "install pg");
        Candidate candidate =
                Candidate.named("ours", Role.PROPOSED, new Artifact("shell", null))
                        .worker(program)
                        .build();
        workers.introduce(List.of(candidate));
        return candidate;
    }
}
