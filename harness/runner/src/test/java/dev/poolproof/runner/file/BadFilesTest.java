package dev.poolproof.runner.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.poolproof.model.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file below {@code bad} has its messages beside it; {@code {faults}} are all known ones. */
class BadFilesTest {
    private static final Path BAD = Resources.path("bad");

    static Stream<Arguments> scenarios() throws IOException {
        return filesIn("scenarios");
    }

    static Stream<Arguments> candidates() throws IOException {
        return filesIn("candidates");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void aBadScenarioTellsAllThatIsWrongAndWhatToWrite(String name, Path file) throws IOException {
        BadInput error =
                catchThrowableOfType(
                        BadInput.class, () -> ScenarioFiles.read(file, TestVocabulary.VOCABULARY));

        assertThat(relative(error)).isEqualTo(expected(file));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("candidates")
    void badCandidatesTellAllThatIsWrongAndWhatToWrite(String name, Path file) throws IOException {
        BadInput error =
                catchThrowableOfType(
                        BadInput.class, () -> CandidateFiles.read(file, TestVocabulary.VOCABULARY));

        assertThat(relative(error)).isEqualTo(expected(file));
    }

    private static Stream<Arguments> filesIn(String folder) throws IOException {
        try (Stream<Path> files = Files.list(BAD.resolve(folder))) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .<Arguments>map(
                            file ->
                                    Arguments.argumentSet(
                                            Resources.nameOf(file), Resources.nameOf(file), file))
                    .toList()
                    .stream();
        }
    }

    private static String relative(BadInput error) {
        assertThat(error).as("errors").isNotNull();
        return String.valueOf(error.getMessage()).replace(Source.nameOf(BAD) + "/", "") + "\n";
    }

    private static String expected(Path file) throws IOException {
        return Files.readString(file.resolveSibling(Resources.nameOf(file) + ".expected"))
                .replace("{faults}", String.join(", ", Kinds.of(Fault.class).names()));
    }
}
