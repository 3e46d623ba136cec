package dev.poolproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.control.ControlOptions;
import dev.poolproof.control.ControlServer;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.RunListener;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.runner.DatabaseChoice;
import dev.poolproof.runner.MatrixRunner;
import dev.poolproof.runner.RepeatCommand;
import dev.poolproof.runner.RunFiles;
import dev.poolproof.runner.RunRequest;
import dev.poolproof.runner.Selection;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.http.NginxChoice;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A matrix whose paths a server with Toxiproxy's API plays: our own {@code serve}. */
@Tag("database")
class ToxiproxyMatrixTest {
    private static final String SCENARIO =
            """
            title: Through Toxiproxy
            about: Its answers come late, or its connections are cut.
            path: [ %s ]
            max-time-scale: 5
            workload: [ { steady: { for: 10s, clients: 1, every: 500ms, run: read } } ]
            expect: { failed: 0 }
            """;

    @TempDir Path folder;

    @Test
    @Timeout(120)
    void whatToxiproxyCannotDoIsSkippedByNameAndTheRestIsPlayed() throws Exception {
        Path slow = scenario("slow", "{ latency: { latency: 2s } }");
        Path cut = scenario("cut", "{ cut-after: { after: 2s, then: rst-both } }");
        Files.writeString(
                folder.resolve("candidates.yaml"),
                "ours: { pool: hikaricp, settings: { maximumPoolSize: 2 } }");

        try (ControlServer toxiproxy = ControlServer.start(ControlOptions.loopback(1))) {
            Matrix matrix =
                    MatrixRunner.run(
                            request(List.of(slow, cut), toxiproxy.address()), new RunListener() {});

            assertThat(matrix.cell("cut", "ours"))
                    .get()
                    .returns(Verdict.SKIPPED, CellResult::verdict)
                    .returns("toxiproxy cannot cut-after", CellResult::why);
            assertThat(matrix.cell("slow", "ours"))
                    .get()
                    .returns(Verdict.PASS, CellResult::verdict)
                    .satisfies(
                            cell ->
                                    assertThat(cell.fidelity())
                                            .anyMatch(of -> of.startsWith("played by Toxiproxy")));
            assertThat(matrix.exitCode()).isZero();
        }
    }

    private Path scenario(String name, String fault) throws Exception {
        return Files.writeString(folder.resolve(name + ".yaml"), SCENARIO.formatted(fault));
    }

    private static RunRequest request(List<Path> scenarios, InetSocketAddress toxiproxy)
            throws Exception {
        return new RunRequest(
                RunFiles.read(scenarios, null),
                Selection.ALL,
                new TimeScale(5),
                RunRequest.DEFAULT_SEED,
                2,
                DatabaseChoice.DEFAULT,
                Backend.EMBEDDED,
                null,
                new Credentials("postgres", ""),
                toxiproxy,
                NginxChoice.AUTO,
                RepeatCommand.ofCommand(scenarios, null));
    }
}
