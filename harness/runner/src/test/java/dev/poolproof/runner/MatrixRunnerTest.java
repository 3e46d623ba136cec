package dev.poolproof.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.ServerSessions;
import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.matrix.RunListener;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.runner.database.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A small matrix from files to verdicts, with the embedded PostgreSQL. */
@Tag("database")
@Timeout(120)
class MatrixRunnerTest {
    /** Twice as long a quiet as the path remembers: a late machine costs no repeat. */
    private static final String SCENARIO =
            """
            title: A quiet moment
            about: The path forgets after 20 s.
            path: [ { idle-drop: { after: 20s, then: rst-to-next-sender, refreshed-by: [ data ] } } ]
            max-time-scale: 20
            workload:
              - steady: { for: 4s, clients: 2, every: 1s, run: write }
              - quiet:  { for: 40s }
              - burst:  { clients: 2, run: write }
            expect: { failed: 0 }
            symptom: { candidate: trusting, sqlstate: 08006 }
            """;

    /** One validates what it hands out, one trusts it. */
    private static final String CANDIDATES =
            """
            validating: { pool: hikaricp, settings: { maximumPoolSize: 4 } }
            trusting:
              pool: hikaricp
              role: reference
              settings: { maximumPoolSize: 4, maxLifetime: 0s, keepaliveTime: 0s }
              system-properties: { com.zaxxer.hikari.aliveBypassWindowMs: 86400000 }
            """;

    @TempDir Path folder;

    @Test
    void aMatrixIsPlayedAndJudgedAndNothingIsLeft() throws Exception {
        Path scenario = Files.writeString(folder.resolve("quiet.yaml"), SCENARIO);
        Files.writeString(folder.resolve("candidates.yaml"), CANDIDATES);
        Watch watch = new Watch();

        Matrix matrix = MatrixRunner.run(request(scenario), watch);

        assertThat(matrix.cell("quiet", "validating"))
                .get()
                .returns(Verdict.PASS, CellResult::verdict)
                .extracting(CellResult::numbers)
                .returns(0L, Numbers::failed)
                .returns(4L, Numbers::staleConnections)
                .returns(0L, Numbers::lostWrites)
                .satisfies(
                        numbers -> {
                            // A machine that is late leaves turns out.
                            assertThat(numbers.operations()).isBetween(4L, 10L);
                            assertThat(numbers.connectionsOpened()).isGreaterThan(4);
                        });
        assertThat(matrix.cell("quiet", "trusting"))
                .get()
                .returns(Verdict.FAIL, CellResult::verdict)
                .returns(true, CellResult::symptom)
                .returns(2L, cell -> cell.numbers().failed());
        assertThat(matrix.exitCode()).isZero();
        assertThat(matrix.run().versions()).containsKeys("hikaricp", "postgresql", "database");
        assertThat(watch.judged).containsExactlyInAnyOrder("validating", "trusting");
        watch.assertNothingIsLeft();
    }

    private static RunRequest request(Path scenario) throws Exception {
        return new RunRequest(
                RunFiles.read(List.of(scenario), null),
                Selection.ALL,
                new TimeScale(20),
                RunRequest.DEFAULT_SEED,
                RunRequest.defaultCellsAtOnce(),
                null,
                new Credentials("postgres", ""),
                null,
                RepeatCommand.ofCommand(List.of(scenario), null));
    }

    /** Remembers, while cells are played, where the server is that they are played with. */
    private static final class Watch implements RunListener {
        private final Set<String> judged = ConcurrentHashMap.newKeySet();
        private final Set<Path> homes = ConcurrentHashMap.newKeySet();
        private final Set<ProcessHandle> servers = ConcurrentHashMap.newKeySet();

        @Override
        public void started() {
            ProcessHandle.current()
                    .descendants()
                    .flatMap(child -> child.info().arguments().stream())
                    .filter(arguments -> arguments.length > 0)
                    .map(arguments -> Path.of(arguments[arguments.length - 1]))
                    .filter(path -> String.valueOf(path.getFileName()).startsWith("poolproof-"))
                    .forEach(this::remember);
        }

        @Override
        public void judged(CellResult cell, History history) {
            judged.add(cell.id().candidate());
            assertThat(history.all(ServerSessions.class)).isNotEmpty();
        }

        private void remember(Path home) {
            homes.add(home);
            try {
                String pid = Files.readAllLines(home.resolve("data/postmaster.pid")).get(0);
                Optional<ProcessHandle> server = ProcessHandle.of(Long.parseLong(pid));
                server.ifPresent(servers::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void assertNothingIsLeft() {
            assertThat(homes).as("the server's directory").hasSize(1);
            assertThat(homes).allSatisfy(home -> assertThat(home).doesNotExist());
            // PostgreSQL removes its pid file, which is waited for, a moment before it ends.
            assertThat(servers)
                    .as("the server")
                    .hasSize(1)
                    .allSatisfy(
                            server ->
                                    assertThat(server.onExit())
                                            .succeedsWithin(Duration.ofSeconds(10)));
            assertThat(ProcessHandle.current().descendants()).isEmpty();
        }
    }
}
