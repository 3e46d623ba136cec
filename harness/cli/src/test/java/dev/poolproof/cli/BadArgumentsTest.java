package dev.poolproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with what the command is given: exit code 2, and a message that says so. */
class BadArgumentsTest {
    private static final String SCENARIO =
            """
            title: t
            about: a
            path: [ direct ]
            workload: [ quiet: { for: 1s } ]
            expect: { failed: 0 }
            """;

    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeFiles() throws IOException {
        write("idle.yaml", SCENARIO);
        write("candidates.yaml", "ours: { pool: hikaricp }\n");
    }

    @ParameterizedTest
    @MethodSource("options")
    void anOptionThatCannotBeUsedIsNamed(List<String> options, String message) {
        assertRefused(run(options), message);
    }

    static Stream<Arguments> options() {
        return Stream.of(
                argumentSet("unknown", List.of("--nope"), "Unknown option: '--nope'"),
                argumentSet(
                        "a time scale of 0",
                        List.of("--time-scale", "0"),
                        "--time-scale: time scale must be from 1 to 1000, was 0.0"),
                argumentSet(
                        "a time scale without end",
                        List.of("--time-scale", "1001"),
                        "--time-scale: time scale must be from 1 to 1000, was 1001.0"),
                argumentSet(
                        "a time scale that is no number",
                        List.of("--time-scale", "abc"),
                        "Invalid value for option '--time-scale': 'abc' is not a double"),
                argumentSet(
                        "a seed that is no number",
                        List.of("--seed", "x"),
                        "Invalid value for option '--seed'"),
                argumentSet(
                        "no cells at once",
                        List.of("--cells-at-once", "0"),
                        "--cells-at-once: it must be 1 or more, was 0"),
                argumentSet(
                        "a pattern that is no glob",
                        List.of("--only", "idle-["),
                        "--only: \"idle-[\" is not a glob"),
                argumentSet(
                        "a pattern that selects nothing",
                        List.of("--only", "nothing"),
                        "only: \"nothing\" selects no cell"),
                argumentSet(
                        "another selection",
                        List.of("--selection", "most"),
                        "--selection must be default or all, was \"most\""),
                argumentSet(
                        "another database",
                        List.of("--database-url", "jdbc:oracle:thin:@localhost"),
                        "\"jdbc:oracle:thin:@localhost\" is not a URL with one host"),
                argumentSet(
                        "a database that is not known",
                        List.of("--database", "oracle"),
                        "--database must be one of default, all, postgresql, mysql, http, was \"oracle\""),
                argumentSet(
                        "a database that is not at the URL",
                        List.of("--database", "mysql", "--database-url", "jdbc:postgresql://a/b"),
                        "\"mysql\" is not what poolproof.database.url is for"),
                argumentSet(
                        "another backend",
                        List.of("--backend", "podman"),
                        "--backend must be embedded or testcontainers, was \"podman\""),
                argumentSet(
                        "another proxy",
                        List.of("--proxy", "haproxy"),
                        "--proxy must be poolproof or toxiproxy, was \"haproxy\""),
                argumentSet(
                        "a Toxiproxy without a port",
                        List.of("--proxy", "toxiproxy", "--toxiproxy", "localhost"),
                        "--toxiproxy must be host:port, was \"localhost\""),
                argumentSet(
                        "candidates that are not there",
                        List.of("--candidates", "missing.yaml"),
                        "missing.yaml"));
    }

    @Test
    void aDatabaseThatNobodyServesIsNamed() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        int exit = run(List.of("--database-url", "jdbc:postgresql://127.0.0.1:" + port + "/test"));

        assertRefused(exit, "jdbc:postgresql://127.0.0.1:" + port + "/test");
        assertThat(err.toString()).contains("cannot be reached");
    }

    @Test
    void scenariosMustBeNamed() {
        assertRefused(execute("run"), "Missing required parameter: 'FILE|DIR'");
    }

    @Test
    void aScenarioThatIsNotThereIsNamed() {
        assertRefused(execute("run", folder.resolve("missing.yaml").toString()), "missing.yaml");
    }

    @Test
    void anErrorInAScenarioHasItsPlace() throws IOException {
        write("idle.yaml", SCENARIO.replace("1s", "1"));

        assertRefused(run(List.of()), "idle.yaml:4:27: workload[0].quiet.for: \"1\" has no unit");
    }

    @Test
    void anErrorInACandidateHasItsPlace() throws IOException {
        write("candidates.yaml", "ours: { pool: hikari }\n");

        assertRefused(run(List.of()), "candidates.yaml:1:15: ours.pool: ");
    }

    @Test
    void aValueThatThePoolDoesNotTakeIsToldInThePoolsOwnWords() throws IOException {
        write("candidates.yaml", "ours: { pool: hikaricp, settings: { maximumPoolSize: 0 } }\n");

        assertRefused(run(List.of()), "maxPoolSize cannot be less than 1");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the worker is a line of shell")
    void aWorkerThatIsBrokenIsNotToldToHaveOtherSettings() throws IOException {
        write("candidates.yaml", "ours: { worker: broken }\n");
        Files.createDirectory(folder.resolve("broken"));
        write(
                "broken/worker.yaml",
                "{ command: [ sh, -c, 'echo no luck >&2; exit 3' ], database: postgresql, remedy: none }");

        assertRefused(
                run(List.of()),
                "ours: broken: the worker is broken: it ended with code 3, with no luck");
        assertThat(err.toString()).contains("mend the worker").doesNotContain("settings");
    }

    @Test
    void aPlaceForPagesThatCannotBeADirectoryIsNamed() throws IOException {
        write("file", "");

        assertRefused(
                run(List.of("--out", folder.resolve("file/report").toString())),
                "cannot be written");
    }

    @Test
    void aPasswordInTheUrlIsNotShown() {
        int exit = run(List.of("--database-url", "jdbc:postgresql://nowhere?password=secret"));

        assertRefused(exit, "is not a URL with one host");
        assertThat(err.toString()).doesNotContain("secret");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private int run(List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("run", folder.toString()));
        if (!options.contains("--out")) {
            arguments.addAll(List.of("--out", folder.resolve("report").toString()));
        }
        arguments.addAll(options);
        return execute(arguments.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private void assertRefused(int exit, String message) {
        assertThat(err.toString())
                .contains(message)
                .doesNotContain("\tat ", "Exception:", "Exception in");
        assertThat(exit).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(folder.resolve("report")).doesNotExist();
    }
}
