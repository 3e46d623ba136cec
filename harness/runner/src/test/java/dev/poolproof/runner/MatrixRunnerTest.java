package dev.poolproof.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent.ServerSessions;
import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.Numbers;
import dev.poolproof.model.matrix.RunListener;
import dev.poolproof.model.matrix.Verdict;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.database.Databases;
import dev.poolproof.runner.http.NginxChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A small matrix from files to verdicts, with the embedded servers. */
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
            symptom: { candidate: trusting, sqlstate: 08006, mysql: { sqlstate: 08S01 } }
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

    private static final String OTHER_DRIVER =
            """
            other-driver:
              pool: hikaricp
              settings: { maximumPoolSize: 4 }
              driver: { artifact: mariadb, socketTimeout: 30s }
            """;

    private static final String FAILOVER =
            """
            title: A failover
            about: The writer goes.
            path: []
            databases: [postgresql]
            workload: [ steady: { for: 2m, clients: 2, every: 1s, run: write } ]
            events: [ failover: { at: 10s, existing: rst, during: refuse, outage: 30s, rejoin: 30s, stale-dns: 0s } ]
            expect: { failed: 0 }
            """;

    private static final Credentials SUPERUSER = new Credentials("postgres", "");

    @TempDir Path folder;

    @Test
    void aMatrixIsPlayedAndJudgedAndNothingIsLeft() throws Exception {
        Path scenario = Files.writeString(folder.resolve("quiet.yaml"), SCENARIO);
        Files.writeString(folder.resolve("candidates.yaml"), CANDIDATES);
        Watch watch = new Watch();

        Matrix matrix = MatrixRunner.run(request(scenario, DatabaseChoice.DEFAULT), watch);

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
        watch.assertNothingIsLeft(1);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void aScenarioIsPlayedOnEachOfItsDatabasesWithTheirDrivers() throws Exception {
        Path scenario = Files.writeString(folder.resolve("quiet.yaml"), SCENARIO);
        Files.writeString(folder.resolve("candidates.yaml"), CANDIDATES + OTHER_DRIVER);
        Watch watch = new Watch();

        Matrix matrix = MatrixRunner.run(request(scenario, DatabaseChoice.of("all")), watch);

        assertThat(matrix.cells())
                .extracting(
                        cell -> cell.id().database().replaceFirst(" .*", ""),
                        cell -> cell.id().candidate(),
                        CellResult::verdict)
                .containsExactly(
                        tuple("PostgreSQL", "validating", Verdict.PASS),
                        tuple("PostgreSQL", "trusting", Verdict.FAIL),
                        tuple("MariaDB", "validating", Verdict.PASS),
                        tuple("MariaDB", "trusting", Verdict.FAIL),
                        tuple("MariaDB", "other-driver", Verdict.PASS));
        assertThat(matrix.cells())
                .allSatisfy(
                        cell -> {
                            assertThat(cell.symptom()).isEqualTo(cell.mustShowSymptom());
                            assertThat(cell.numbers().lostWrites()).isZero();
                            assertThat(cell.warnings()).isEmpty();
                        });
        assertThat(matrix.scenarios()).containsExactly("quiet");
        assertThat(matrix.run().versions())
                .containsKeys("postgresql", "mysql", "mariadb")
                .hasEntrySatisfying(
                        "database",
                        servers -> assertThat(servers).contains("PostgreSQL ", ", MariaDB "));
        watch.assertNothingIsLeft(2);
    }

    @Test
    void aCandidateWhoseWorkerIsNotThereIsSkippedWithItsRemedy() throws Exception {
        Path scenario =
                Files.writeString(
                        folder.resolve("quiet.yaml"), SCENARIO.replaceAll("symptom.*\\n", ""));
        Files.writeString(folder.resolve("candidates.yaml"), "absent: { worker: absent }");
        Files.writeString(
                Files.createDirectory(folder.resolve("absent")).resolve("worker.yaml"),
                "{ command: [ no-such-program ], database: postgresql, remedy: install it }");

        Matrix matrix =
                MatrixRunner.run(request(scenario, DatabaseChoice.DEFAULT), new RunListener() {});

        assertThat(matrix.cell("quiet", "absent"))
                .get()
                .returns(Verdict.SKIPPED, CellResult::verdict)
                .returns(
                        "absent cannot run here: no-such-program is not there; install it",
                        CellResult::why);
        assertThat(matrix.run().versions()).doesNotContainKey("absent");
        assertThat(matrix.exitCode()).isZero();
    }

    @Test
    void aClusterIsNotPlayedOnAServerOfTheUsersOwn() throws Exception {
        Path scenario = Files.writeString(folder.resolve("failover.yaml"), FAILOVER);
        Files.writeString(folder.resolve("candidates.yaml"), CANDIDATES);

        try (Database own = Databases.open(Engine.POSTGRESQL, Backend.EMBEDDED, null, SUPERUSER)) {
            String url =
                    "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(own.address().getPort());
            Matrix matrix =
                    MatrixRunner.run(request(scenario, DatabaseChoice.DEFAULT, url), new Watch());

            assertThat(matrix.cells())
                    .hasSize(2)
                    .allSatisfy(
                            cell -> {
                                assertThat(cell.verdict()).isEqualTo(Verdict.SKIPPED);
                                assertThat(cell.why()).contains("servers of Poolproof's own");
                            });
        }
    }

    private static RunRequest request(Path scenario, DatabaseChoice databases) throws Exception {
        return request(scenario, databases, null);
    }

    private static RunRequest request(
            Path scenario, DatabaseChoice databases, @Nullable String databaseUrl)
            throws Exception {
        return new RunRequest(
                RunFiles.read(List.of(scenario), null),
                Selection.ALL,
                new TimeScale(20),
                RunRequest.DEFAULT_SEED,
                RunRequest.defaultCellsAtOnce(),
                databases,
                Backend.EMBEDDED,
                databaseUrl,
                SUPERUSER,
                null,
                NginxChoice.AUTO,
                RepeatCommand.ofCommand(List.of(scenario), null));
    }

    /** Remembers, while cells are played, where the server is that they are played with. */
    private static final class Watch implements RunListener {
        private final Set<String> judged = ConcurrentHashMap.newKeySet();
        private final Set<Path> homes = ConcurrentHashMap.newKeySet();
        private final Set<Path> installations = ConcurrentHashMap.newKeySet();
        private final Set<ProcessHandle> servers = ConcurrentHashMap.newKeySet();

        @Override
        public void started() {
            ProcessHandle.current()
                    .descendants()
                    .flatMap(child -> child.info().arguments().stream())
                    .flatMap(Stream::of)
                    .filter(argument -> argument.startsWith("/") && !argument.contains("\n"))
                    .map(Path::of)
                    .filter(path -> String.valueOf(path.getFileName()).startsWith("poolproof-"))
                    .forEach(this::remember);
        }

        @Override
        public void judged(CellResult cell, History history) {
            judged.add(cell.id().candidate());
            if (cell.verdict() != Verdict.SKIPPED) {
                assertThat(history.all(ServerSessions.class)).isNotEmpty();
            }
        }

        private void remember(Path home) {
            if (home.getFileName().toString().contains("-installation-")) {
                installations.add(home);
            } else {
                rememberServer(home);
            }
        }

        private void rememberServer(Path home) {
            homes.add(home);
            try {
                Path postgresql = home.resolve("data/postmaster.pid");
                Path file = Files.exists(postgresql) ? postgresql : home.resolve("data/server.pid");
                String pid = Files.readAllLines(file).get(0);
                Optional<ProcessHandle> server = ProcessHandle.of(Long.parseLong(pid));
                server.ifPresent(servers::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void assertNothingIsLeft(int expected) {
            assertThat(homes).as("the servers' directories").hasSize(expected);
            assertThat(homes).allSatisfy(home -> assertThat(home).doesNotExist());
            assertThat(installations).allSatisfy(home -> assertThat(home).doesNotExist());
            // PostgreSQL removes its pid file, which is waited for, a moment before it ends.
            assertThat(servers)
                    .as("the servers")
                    .hasSize(expected)
                    .allSatisfy(
                            server ->
                                    assertThat(server.onExit())
                                            .succeedsWithin(Duration.ofSeconds(10)));
            assertThat(ProcessHandle.current().descendants()).isEmpty();
        }
    }
}
