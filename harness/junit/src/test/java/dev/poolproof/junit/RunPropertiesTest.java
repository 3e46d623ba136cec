package dev.poolproof.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.RunRequest;
import dev.poolproof.runner.Selection;
import dev.poolproof.runner.file.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPropertiesTest {
    private static final String SCENARIO =
            """
            title: t
            about: a
            path: [ direct ]
            workload: [ quiet: { for: 1s } ]
            expect: { failed: 0 }
            """;

    @TempDir Path folder;

    private final Properties before = new Properties();

    @BeforeEach
    void writeFiles() throws IOException {
        before.putAll(System.getProperties());
        Files.createDirectories(folder.resolve("catalogue"));
        Files.createDirectories(folder.resolve("mine"));
        Files.writeString(folder.resolve("catalogue/idle.yaml"), SCENARIO);
        Files.writeString(
                folder.resolve("catalogue/candidates.yaml"), "theirs: { pool: hikaricp }\n");
        Files.writeString(folder.resolve("mine/ours.yaml"), SCENARIO);
        Files.writeString(folder.resolve("mine/more.yaml"), SCENARIO);
        Files.writeString(folder.resolve("mine.yaml"), "ours: { pool: hikaricp }\n");
    }

    @AfterEach
    void restoreProperties() {
        System.setProperties(before);
    }

    @Test
    void withoutPropertiesTheCatalogueIsRun() throws BadInput {
        RunRequest request = RunProperties.read(folder.resolve("catalogue"));

        assertThat(request.files().scenarios()).extracting(Scenario::name).containsExactly("idle");
        assertThat(request.files().candidates())
                .extracting(Candidate::name)
                .containsExactly("theirs");
        assertThat(request)
                .returns(Selection.DEFAULT, RunRequest::selection)
                .returns(RunRequest.DEFAULT_FASTEST, RunRequest::fastest)
                .returns(RunRequest.DEFAULT_SEED, RunRequest::seed)
                .returns(RunRequest.defaultCellsAtOnce(), RunRequest::cellsAtOnce)
                .returns(null, RunRequest::databaseUrl)
                .returns(null, RunRequest::toxiproxy)
                .returns("mvn verify -Pscenarios -Dpoolproof.seed=20261121", RunRequest::command);
    }

    @Test
    void everyPropertyCounts() throws BadInput {
        System.setProperty("poolproof.root", folder.toString());
        System.setProperty("poolproof.scenarios", "mine/ours.yaml, mine/more.yaml");
        System.setProperty("poolproof.candidates", "mine.yaml");
        System.setProperty("poolproof.only", "ours/*");
        System.setProperty("poolproof.time-scale", "7.5");
        System.setProperty("poolproof.seed", "42");
        System.setProperty("poolproof.cells-at-once", "3");
        System.setProperty("poolproof.proxy", "toxiproxy");
        System.setProperty("poolproof.toxiproxy", "toxi:1234");
        System.setProperty("poolproof.database", "postgresql");
        System.setProperty("poolproof.backend", "testcontainers");
        System.setProperty("poolproof.database.url", "jdbc:postgresql://db/test");
        System.setProperty("poolproof.database.user", "me");
        System.setProperty("poolproof.database.password", "secret");

        RunRequest request = RunProperties.read(folder.resolve("catalogue"));

        assertThat(request.files().scenarios())
                .extracting(Scenario::name)
                .containsExactlyInAnyOrder("ours", "more");
        assertThat(request.files().candidates())
                .extracting(Candidate::name)
                .containsExactly("ours");
        assertThat(request.selection()).hasToString("only: \"ours/*\"");
        assertThat(request.fastest()).isEqualTo(new TimeScale(7.5));
        assertThat(request.seed()).isEqualTo(42);
        assertThat(request.cellsAtOnce()).isEqualTo(3);
        assertThat(request.databaseUrl()).isEqualTo("jdbc:postgresql://db/test");
        assertThat(request.credentials().user()).isEqualTo("me");
        assertThat(request.credentials().password()).isEqualTo("secret");
        assertThat(request.command())
                .isEqualTo(
                        "mvn verify -Pscenarios -Dpoolproof.scenarios=mine/ours.yaml,mine/more.yaml"
                                + " -Dpoolproof.candidates=mine.yaml -Dpoolproof.time-scale=7.5"
                                + " -Dpoolproof.seed=42 -Dpoolproof.cells-at-once=3"
                                + " -Dpoolproof.database=postgresql"
                                + " -Dpoolproof.backend=testcontainers"
                                + " -Dpoolproof.database.url=jdbc:postgresql://db/test"
                                + " -Dpoolproof.database.user=me -Dpoolproof.proxy=toxiproxy"
                                + " -Dpoolproof.toxiproxy=toxi:1234 '-Dpoolproof.only=ours/*'");
    }

    @Test
    void anEmptyPropertyCountsAsNotSet() throws BadInput {
        System.setProperty("poolproof.scenarios", "");
        System.setProperty("poolproof.time-scale", " ");
        System.setProperty("poolproof.database.url", "");

        RunRequest request = RunProperties.read(folder.resolve("catalogue"));

        assertThat(request.files().scenarios()).extracting(Scenario::name).containsExactly("idle");
        assertThat(request.fastest()).isEqualTo(RunRequest.DEFAULT_FASTEST);
        assertThat(request.databaseUrl()).isNull();
    }

    @Test
    void aPropertyThatCannotBeUsedIsNamed() {
        System.setProperty("poolproof.time-scale", "fast");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunProperties.read(folder.resolve("catalogue")))
                .withMessageStartingWith("-Dpoolproof.time-scale: \"fast\" cannot be used");
    }

    @Test
    void aProxyThatIsNotKnownIsNamed() {
        System.setProperty("poolproof.proxy", "toxi");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunProperties.read(folder.resolve("catalogue")))
                .withMessage("-Dpoolproof.proxy must be poolproof or toxiproxy, was \"toxi\"");
    }

    @Test
    void aFileThatCannotBeReadIsBadInput() {
        System.setProperty("poolproof.candidates", folder.resolve("missing.yaml").toString());

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> RunProperties.read(folder.resolve("catalogue")))
                .withMessageContaining("missing.yaml");
    }
}
