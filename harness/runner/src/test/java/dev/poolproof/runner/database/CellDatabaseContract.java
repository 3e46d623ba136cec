package dev.poolproof.runner.database;

import static java.time.Duration.ofSeconds;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.history.HistoryEvent.WritesAudited;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.ServerProfile;
import dev.poolproof.model.scenario.Tls;
import dev.poolproof.runner.driver.JdbcDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** What a cell leaves in a database and what the harness sees there, with a real one. */
@Tag("database")
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
abstract class CellDatabaseContract {
    private static final Credentials NOBODY = new Credentials("", "");

    private final Engine engine;
    private final Backend backend;
    private final JdbcDriver driver;
    private @Nullable Database opened;

    CellDatabaseContract(JdbcDriver driver, Backend backend) {
        this.backend = backend;
        this.driver = driver;
        this.engine = driver.engine();
    }

    @BeforeAll
    void start() throws DatabaseException {
        opened = Databases.open(engine, backend, null, NOBODY);
    }

    @AfterAll
    void end() {
        database().close();
    }

    final Database database() {
        return requireNonNull(opened, "opened");
    }

    @Test
    void whatTheApplicationWasToldIsHeldAgainstWhatIsThere() throws SQLException {
        try (CellTable table = CellTable.create(database(), "poolproof-audit")) {
            execute("insert into " + table.name() + " values (1), (2), (2), (3)");

            WritesAudited audit =
                    table.audit(
                            ofSeconds(1),
                            Map.of(1L, true, 2L, true, 3L, false, 4L, true, 5L, false));

            assertThat(audit).isEqualTo(new WritesAudited(ofSeconds(1), 3, 1, 1, 1));
        }
    }

    @Test
    void aCellsTableGoesWithTheCell() throws SQLException {
        CellTable table = CellTable.create(database(), "poolproof-gone");
        execute("select * from " + table.name());

        table.close();

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> execute("select * from " + table.name()));
    }

    @Test
    void sessionsAreCountedByCell() throws SQLException, InterruptedException {
        List<Integer> ours = new CopyOnWriteArrayList<>();
        List<Integer> others = new CopyOnWriteArrayList<>();
        try (SessionSampler sampler = SessionSampler.start(database());
                CellTable table = CellTable.create(database(), "poolproof-ours")) {
            assertThat(table.name()).contains("poolproof_ours");
            sampler.watch("poolproof-ours", ours::add, reason -> {});
            sampler.watch("poolproof-others", others::add, reason -> {});

            try (Connection first = connect("poolproof-ours")) {
                await().untilAsserted(() -> assertThat(ours).containsExactly(1));
                try (Connection second = connect("poolproof-ours")) {
                    assertThat(List.of(first, second)).doesNotHaveDuplicates();
                    assertThat(sampler.countNow("poolproof-ours")).isEqualTo(2);
                    await().untilAsserted(() -> assertThat(ours).containsExactly(1, 2));
                }
            }

            await().untilAsserted(() -> assertThat(ours).last().isEqualTo(0));
            assertThat(others).isEmpty();
            assertThat(sampler.lost()).isNull();
        }
    }

    @Test
    void aSessionThatTheHarnessEndsIsGone() throws SQLException {
        try (CellTable table = CellTable.create(database(), "poolproof-ended");
                Connection connection = connect("poolproof-ended");
                Statement statement = connection.createStatement()) {
            long session;
            try (ResultSet own = statement.executeQuery(database().dialect().ownSession())) {
                own.next();
                session = own.getLong(1);
            }

            execute(database().dialect().endSession(session));

            await().untilAsserted(
                            () ->
                                    assertThatExceptionOfType(SQLException.class)
                                            .isThrownBy(
                                                    () ->
                                                            statement.execute(
                                                                    "select * from "
                                                                            + table.name()))
                                            .satisfies(
                                                    e ->
                                                            assertThat(e.getSQLState())
                                                                    .isIn(
                                                                            "57P01", "08006",
                                                                            "08003", "08S01")));
        }
    }

    @Test
    void clientsSpeakTlsWhereTheScenarioWantsItAndOnlyThere() throws SQLException {
        try (CellTable table = CellTable.create(database(), "poolproof-tls")) {
            assertThat(table.name()).isNotEmpty();
            assertThat(speaksTls(Tls.REQUIRED, Map.of())).isTrue();
            assertThat(speaksTls(Tls.OFF, Map.of())).isFalse();
        }
    }

    @Test
    void whatACandidateSaysOfTlsGoesFirst() throws SQLException {
        String mode = engine == Engine.POSTGRESQL ? "sslmode" : "sslMode";
        try (CellTable table = CellTable.create(database(), "poolproof-tls")) {
            assertThat(table.name()).isNotEmpty();
            assertThat(speaksTls(Tls.REQUIRED, Map.of(mode, off()))).isFalse();
            assertThat(speaksTls(Tls.OFF, Map.of(mode, required()))).isTrue();
        }
    }

    @Test
    void theHarnessItselfConnectsWithoutTls() throws SQLException {
        try (Connection connection = database().connect()) {
            assertThat(isEncrypted(connection)).isFalse();
        }
    }

    @Test
    void whatGoesWrongInACellStandsInTheServersLogWithTheCellsName() throws Exception {
        Path log = requireNonNull(database().files(), "files").log();
        try (CellTable table = CellTable.create(database(), "poolproof-logged")) {
            assertThat(table.name()).isNotEmpty();
            Connection connection = connect("poolproof-logged");
            if (engine == Engine.POSTGRESQL) {
                try (connection;
                        Statement statement = connection.createStatement()) {
                    assertThatExceptionOfType(SQLException.class)
                            .isThrownBy(() -> statement.execute("select 1 / 0"));
                }
            } else {
                connection.abort(Runnable::run);
            }
            await().atMost(ofSeconds(30))
                    .untilAsserted(
                            () ->
                                    assertThat(Files.readString(log))
                                            .containsPattern("poolproof[-_]logged"));
        }
    }

    private String off() {
        return engine == Engine.POSTGRESQL ? "disable" : "DISABLED";
    }

    private String required() {
        return engine == Engine.POSTGRESQL ? "verify-ca" : "VERIFY_CA";
    }

    private boolean speaksTls(Tls tls, Map<String, String> own) throws SQLException {
        Properties properties = properties("poolproof-tls");
        properties.putAll(own);
        properties.putAll(
                driver.tlsProperties(own, tls, requireNonNull(database().files(), "files")));
        try (Connection connection =
                DriverManager.getConnection(
                        database()
                                .urlThrough(database().address(), driver.scheme(), "poolproof-tls"),
                        properties)) {
            return isEncrypted(connection);
        }
    }

    private boolean isEncrypted(Connection connection) throws SQLException {
        String query =
                switch (engine) {
                    case POSTGRESQL ->
                            "select pid, cipher from pg_stat_ssl where pid = pg_backend_pid()";
                    case MYSQL -> "show session status like 'Ssl_cipher'";
                    case HTTP -> throw engine.isNoDatabase();
                };
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            String cipher = rows.getString(2);
            return cipher != null && !cipher.isEmpty();
        }
    }

    final Connection connect(String cell) throws SQLException {
        return DriverManager.getConnection(
                database().urlThrough(database().address(), driver.scheme(), cell),
                properties(cell));
    }

    private Properties properties(String cell) {
        Candidate candidate =
                Candidate.named("ours", Role.PROPOSED, new Artifact("hikaricp", null))
                        .driverSettings(Map.of("tcpKeepAlive", "false"))
                        .build();
        return driver.connectionProperties(
                candidate,
                ServerProfile.SELF_MANAGED,
                Map.of(),
                TimeScale.REAL,
                database().credentials(),
                cell);
    }

    final void execute(String sql) throws SQLException {
        try (Connection connection = database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
