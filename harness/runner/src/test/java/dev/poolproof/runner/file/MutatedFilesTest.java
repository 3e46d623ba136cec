package dev.poolproof.runner.file;

import static dev.poolproof.runner.file.TestVocabulary.VOCABULARY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with random damage either can be read or are refused with errors that have a place. */
class MutatedFilesTest {
    private static final int MUTANTS = 500;
    private static final String[] INSERTED = {
        ":",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "&a ",
        "*a ",
        "!!int ",
        "|",
        ">",
        "\n",
        "\n  ",
        "\t",
        "#",
        "---\n",
        "%YAML 1.9\n",
        "<<: ",
        "? ",
        "9999999999",
        "-",
        "${a}",
        "\u0000",
        "\uFEFF",
        "\u2028",
        "\uD83D\uDE00",
        "~",
        "0",
        ",",
        "@",
        "`",
        "\\",
        "%"
    };

    @TempDir Path folder;

    private interface Reader {
        void read(Path file) throws BadInput;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aDamagedScenarioThrowsNothingButBadInput(long seed) throws IOException {
        byte[] good =
                Files.readAllBytes(Resources.path("good/scenarios/nat-gateway-quiet-night.yaml"));

        mutate(seed, good, folder.resolve("mutant.yaml"), this::readScenario);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 4})
    void damagedCandidatesThrowNothingButBadInput(long seed) throws IOException {
        byte[] good = Files.readAllBytes(Resources.path("good/candidates.yaml"));
        copySpringFiles();

        mutate(seed, good, folder.resolve("candidates.yaml"), this::readCandidates);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 6})
    void aDamagedSpringFileThrowsNothingButBadInput(long seed) throws IOException {
        byte[] good = Files.readAllBytes(Resources.path("good/spring/application.yml"));
        copySpringFiles();
        Path candidates = folder.resolve("candidates.yaml");
        Files.copy(Resources.path("good/candidates.yaml"), candidates);

        mutate(
                seed,
                good,
                folder.resolve("spring/application.yml"),
                file -> readCandidates(candidates));
    }

    private void mutate(long seed, byte[] good, Path file, Reader reader) throws IOException {
        Random random = new Random(seed);
        int refused = 0;
        for (int mutant = 0; mutant < MUTANTS; mutant++) {
            byte[] bytes = good;
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                bytes = damaged(bytes, random);
            }
            Files.write(file, bytes);
            try {
                reader.read(file);
            } catch (BadInput e) {
                refused++;
                assertThat(e.errors())
                        .as("seed %d, mutant %d", seed, mutant)
                        .isNotEmpty()
                        .allMatch(error -> error.line() > 0 && error.column() > 0)
                        .allMatch(error -> !error.problem().isBlank() && !error.key().isBlank());
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(
                        "seed %d, mutant %d:%n%s".formatted(seed, mutant, new String(bytes, UTF_8)),
                        e);
            }
        }
        assertThat(refused).as("refused of %d", MUTANTS).isBetween(MUTANTS / 2, MUTANTS - 1);
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        if (bytes.length < 2) {
            return bytes;
        }
        int from = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - from, 1 + random.nextInt(20));
        byte[] replacement =
                switch (random.nextInt(4)) {
                    case 0 -> new byte[0];
                    case 1 -> Arrays.copyOfRange(bytes, from, from + length);
                    case 2 -> new byte[] {(byte) random.nextInt(256)};
                    default -> INSERTED[random.nextInt(INSERTED.length)].getBytes(UTF_8);
                };
        // A piece is left out, said twice, or something is put before it.
        int end = replacement.length == 0 ? from + length : from;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.write(replacement, 0, replacement.length);
        out.write(bytes, end, bytes.length - end);
        return out.toByteArray();
    }

    private void readScenario(Path file) throws BadInput {
        ScenarioFiles.read(file, VOCABULARY);
    }

    private void readCandidates(Path file) throws BadInput {
        CandidateFiles.read(file, VOCABULARY);
    }

    private void copySpringFiles() throws IOException {
        Path spring = Files.createDirectory(folder.resolve("spring"));
        for (String name : new String[] {"application.yml", "url-from-outside.yml"}) {
            Files.copy(Resources.path("good/spring/" + name), spring.resolve(name));
        }
    }
}
