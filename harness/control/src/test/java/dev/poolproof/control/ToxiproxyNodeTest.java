package dev.poolproof.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API as Toxiproxy's client for Node uses it; skipped where Node or its package is not had. */
class ToxiproxyNodeTest {
    private static final Path SCRIPTS = Path.of("src/test/node");
    private static final int PATIENCE_SECONDS = 90;

    @TempDir private Path directory;

    @Test
    void theWholeApiServesTheClientForNode() throws Exception {
        for (String file : List.of("package.json", "package-lock.json", "client.js")) {
            Files.copy(SCRIPTS.resolve(file), directory.resolve(file));
        }
        Ended installed =
                run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        assumeTrue(installed.code() == 0, () -> "npm ci failed: " + installed.output());

        try (Echo echo = new Echo();
                ControlServer server = ControlServer.start(ControlOptions.loopback(1))) {
            Ended ended =
                    run(
                            "node",
                            "client.js",
                            "http://" + HostPort.print(server.address()),
                            echo.address());

            assertThat(ended.code()).as(ended.output()).isZero();
        }
    }

    private Ended run(String... command) throws InterruptedException, IOException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
        } catch (IOException e) {
            return new Ended(-1, e.toString()); // it is not installed
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return new Ended(-1, command[0] + " did not end");
        }
        return new Ended(process.exitValue(), Files.readString(output, UTF_8));
    }

    /** How a command ended, and what it said. */
    private record Ended(int code, String output) {}
}
