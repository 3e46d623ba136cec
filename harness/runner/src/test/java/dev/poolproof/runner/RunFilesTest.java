package dev.poolproof.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.file.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {
    private static final String SCENARIO =
            """
            title: t
            about: a
            path: [ direct ]
            workload: [ quiet: { for: 1s } ]
            expect: { failed: 0 }
            """;

    @TempDir Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("short.yaml"), SCENARIO);
        Files.writeString(folder.resolve("long.yaml"), SCENARIO + "selection: all\n");
        Files.writeString(folder.resolve("candidates.yaml"), "ours: { pool: hikaricp }\n");
    }

    @Test
    void ofAFolderTheDefaultSelectionHasTheScenariosThatDoNotSayOtherwise() throws BadInput {
        assertThat(names(RunFiles.read(List.of(folder), null), Selection.DEFAULT))
                .containsExactly("short");
    }

    @Test
    void aWorkersDirectoryBesideScenariosHasNone() throws IOException, BadInput {
        Path libraries = Files.createDirectories(folder.resolve("ours/node_modules/chalk"));
        Files.writeString(folder.resolve("ours/worker.yaml"), "command: [ node, ours.mjs ]");
        Files.writeString(libraries.resolve(".travis.yml"), "language: node_js");

        assertThat(RunFiles.read(List.of(folder), null).scenarios())
                .extracting(Scenario::name)
                .containsExactly("long", "short");
    }

    @Test
    void everyOtherSelectionHasAllScenarios() throws BadInput {
        RunFiles files = RunFiles.read(List.of(folder), null);

        assertThat(names(files, Selection.ALL)).containsExactly("long", "short");
        assertThat(names(files, Selection.of("sh*"))).containsExactly("long", "short");
    }

    @Test
    void whoNamesAFileWantsItsScenario() throws BadInput {
        RunFiles files = RunFiles.read(List.of(folder.resolve("long.yaml")), null);

        assertThat(names(files, Selection.DEFAULT)).containsExactly("long");
    }

    private static List<String> names(RunFiles files, Selection selection) {
        return files.of(selection).stream().map(Scenario::name).toList();
    }
}
