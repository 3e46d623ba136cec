package dev.poolproof.runner.file;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Moment;
import dev.poolproof.model.fault.StreamFault;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.ServerProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on scenario files says what the code reads. */
class ScenarioPageTest {
    private static final Kinds<Fault> FAULTS = Kinds.of(Fault.class);
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir Path folder;

    private final String page;

    ScenarioPageTest() throws IOException {
        page = Files.readString(Path.of("..", "..", "docs", "scenario-files.md"));
    }

    @Test
    void everyKeyAndEveryNameIsOnThePage() {
        Stream<String> names =
                Stream.of(
                                ScenarioReader.KEYS.stream(),
                                ScopeReader.KEYS.stream(),
                                SymptomReader.KEYS.stream(),
                                new ExpectReader(true).keys().stream(),
                                Kinds.of(Phase.class).names().stream(),
                                Values.names(List.of(Moment.values())).stream(),
                                Values.names(List.of(ServerProfile.values())).stream(),
                                Values.names(List.of(Engine.values())).stream())
                        .flatMap(all -> all);

        assertThat(names).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    /** A fault that is new or has changed: put what is expected here on the page. */
    @Test
    void theTableOfFaultsIsThatOfTheModel() {
        String table = FAULTS.names().stream().map(ScenarioPageTest::row).collect(joining());

        assertThat(
                        page.replaceAll(
                                "(?s).*acts on \\|\n\\|---\\|---\\|---\\|\n(.*?)<!-- end of faults.*",
                                "$1"))
                .isEqualTo(table);
    }

    @Test
    void everyExampleIsRead() throws IOException, BadInput {
        Matcher examples = YAML.matcher(page);
        int read = 0;
        while (examples.find()) {
            Path file = Files.writeString(folder.resolve("example.yaml"), examples.group(1));
            assertThat(ScenarioFiles.read(file, TestVocabulary.VOCABULARY).title()).isNotBlank();
            read++;
        }
        assertThat(read).isEqualTo(4);
    }

    private static String row(String fault) {
        String optional =
                Component.of(FAULTS.type(fault).asSubclass(Record.class)).stream()
                        .filter(component -> component.byDefault() != null)
                        .map(component -> "`" + component.key() + "`")
                        .collect(joining(", "));
        return "| `%s` | `%s`%s | %s |\n"
                .formatted(
                        fault,
                        FAULTS.example(fault),
                        optional.isEmpty() ? "" : "; may be left out: " + optional,
                        StreamFault.class.isAssignableFrom(FAULTS.type(fault))
                                ? "bytes"
                                : "connections");
    }
}
