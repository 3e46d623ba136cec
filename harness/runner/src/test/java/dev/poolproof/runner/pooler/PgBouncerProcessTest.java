package dev.poolproof.runner.pooler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.history.HistoryEvent.ServerLogged;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.PgBouncer;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.database.Databases;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PgBouncerProcessTest {
    private static final Credentials NOBODY = new Credentials("", "");

    private static Database database;
    private static Database other;

    private final HistoryRecorder recorder = new HistoryRecorder(new CellClock(new TimeScale(5)));

    @BeforeAll
    static void start() throws Exception {
        String missing = PgBouncerProcess.cannotBeHad();
        assumeTrue(missing == null, missing);
        database = Databases.open(Engine.POSTGRESQL, Backend.EMBEDDED, null, NOBODY);
        other = Databases.open(Engine.POSTGRESQL, Backend.EMBEDDED, null, NOBODY);
    }

    @AfterAll
    static void stop() {
        if (database != null) {
            database.close();
            other.close();
        }
    }

    @Test
    void clientThatWaitsTooLongForAServerConnectionIsEnded() throws Exception {
        try (PgBouncerProcess pgBouncer =
                        start(
                                new PgBouncer(
                                        Map.of(
                                                "pool_mode",
                                                "transaction",
                                                "default_pool_size",
                                                "1"),
                                        Map.of("query_wait_timeout", Duration.ofSeconds(20))));
                Connection one = connect(pgBouncer);
                Connection two = connect(pgBouncer)) {
            one.setAutoCommit(false);
            select(one);

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> select(two))
                    .withMessageContaining("query_wait_timeout")
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("08P01"));
            one.rollback();
            select(one);
            await().until(() -> recorder.history().all(ServerLogged.class).count() == 1);
            assertThat(recorder.history().all(ServerLogged.class))
                    .extracting(ServerLogged::line)
                    .containsExactly("PgBouncer: closing because: query_wait_timeout");
        }
    }

    @Test
    void clientsStayWhenItIsLedToAnotherServer() throws Exception {
        try (PgBouncerProcess pgBouncer =
                        start(new PgBouncer(Map.of("pool_mode", "transaction"), Map.of()));
                Connection client = connect(pgBouncer)) {
            String before = select(client);

            pgBouncer.leadTo(other.address());
            await().until(() -> !select(client).equals(before));

            assertThat(select(client)).isEqualTo(String.valueOf(other.address().getPort()));
        }
    }

    @Test
    void nothingIsLeftOfOneThatWasClosed() {
        PgBouncerProcess pgBouncer = start(new PgBouncer(Map.of(), Map.of()));
        InetSocketAddress address = pgBouncer.address();
        pgBouncer.close();

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> connect(address).close())
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("08001"));
    }

    private PgBouncerProcess start(PgBouncer wanted) {
        return PgBouncerProcess.start(wanted, database.address(), database.credentials(), recorder);
    }

    private static Connection connect(PgBouncerProcess pgBouncer) throws SQLException {
        return connect(pgBouncer.address());
    }

    private static Connection connect(InetSocketAddress address) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres&prepareThreshold=0&assumeMinServerVersion=9.0"
                        .formatted(address.getPort()));
    }

    private static String select(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select inet_server_port()")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
