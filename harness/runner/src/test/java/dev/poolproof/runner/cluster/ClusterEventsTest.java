package dev.poolproof.runner.cluster;

import static java.time.Duration.ofSeconds;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Endpoint;
import dev.poolproof.model.history.ClusterChange;
import dev.poolproof.model.history.HistoryEvent.ClusterChanged;
import dev.poolproof.model.scenario.ClusterEvent;
import dev.poolproof.model.scenario.ClusterEvent.BlueGreenSwitch;
import dev.poolproof.model.scenario.ClusterEvent.During;
import dev.poolproof.model.scenario.ClusterEvent.Existing;
import dev.poolproof.model.scenario.ClusterEvent.Failover;
import dev.poolproof.model.scenario.ClusterEvent.ReaderRestart;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterEventsTest {
    private static final String CELL = "cell";

    private static Clusters clusters;

    private final HistoryRecorder recorder = new HistoryRecorder(new CellClock(new TimeScale(20)));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Cluster cluster;
    private Endpoints endpoints;

    @BeforeAll
    static void start() {
        clusters = new Clusters(Backend.EMBEDDED);
    }

    @AfterAll
    static void stop() {
        clusters.close();
    }

    @BeforeEach
    void open() throws Exception {
        cluster = clusters.borrow(Engine.POSTGRESQL);
        endpoints = Endpoints.open(cluster, clusters.engine(), List.of(), 1, CELL, recorder);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        endpoints.close();
        clusters.giveBack(cluster);
    }

    @Test
    void namesLeadToTheirRolesBeforeAndAfterAFailover() throws Exception {
        InetAddress first = address(Endpoint.WRITER);
        assertThat(readOnly(Endpoint.WRITER)).isFalse();
        assertThat(readOnly(Endpoint.READER)).isTrue();

        play(Existing.RST, During.REFUSE).get(60, TimeUnit.SECONDS);

        assertThat(address(Endpoint.WRITER)).isNotEqualTo(first);
        assertThat(address(Endpoint.READER)).isEqualTo(first);
        assertThat(readOnly(Endpoint.WRITER)).isFalse();
        assertThat(readOnly(Endpoint.READER)).isTrue();
        assertThat(
                        recorder.history()
                                .all(ClusterChanged.class)
                                .map(ClusterChanged::change)
                                .toList())
                .containsExactly(
                        ClusterChange.WRITER_LOST,
                        ClusterChange.PROMOTED,
                        ClusterChange.REJOINED,
                        ClusterChange.NAMES_CHANGED);
        assertThat(recorder.history().all(ClusterChanged.class))
                .allSatisfy(event -> assertThat(event.at()).isGreaterThanOrEqualTo(event.due()));
    }

    @Test
    void openConnectionsAreResetAndNewOnesRefused() throws Exception {
        try (Connection open = connect(Endpoint.WRITER)) {
            Future<?> events = play(Existing.RST, During.REFUSE);
            awaitChange(ClusterChange.WRITER_LOST);

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> select(open))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("08006"));
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> connect(Endpoint.WRITER).close())
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                    .withMessageContaining("refused");
            events.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void serverThatIsShutDownSaysSo() throws Exception {
        try (Connection open = connect(Endpoint.WRITER)) {
            Future<?> events = play(Existing.SHUTDOWN, During.REFUSE);
            events.get(60, TimeUnit.SECONDS);

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> select(open))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("57P01"));
        }
    }

    @Test
    void blackHoleAnswersNothingEvenWhenTheNodeIsBack() throws Exception {
        try (Connection open = connect(Endpoint.WRITER)) {
            play(Existing.BLACK_HOLE, During.DROP).get(60, TimeUnit.SECONDS);
            open.setNetworkTimeout(Runnable::run, 300);
            long asked = System.nanoTime();

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> select(open))
                    .withRootCauseInstanceOf(SocketTimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - asked))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(300));
            assertThat(readOnly(Endpoint.WRITER)).isFalse();
        }
    }

    @Test
    void readerThatRestartsTakesNothingFromTheWriter() throws Exception {
        try (Connection writing = connect(Endpoint.WRITER);
                Connection reading = connect(Endpoint.READER)) {
            Future<?> events =
                    play(
                            new ReaderRestart(
                                    Duration.ZERO,
                                    Existing.SHUTDOWN,
                                    During.REFUSE,
                                    ofSeconds(20)));
            awaitChange(ClusterChange.READER_LOST);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> connect(Endpoint.READER).close())
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("08001"));
            events.get(60, TimeUnit.SECONDS);

            select(writing);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> select(reading))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("57P01"));
            assertThat(readOnly(Endpoint.READER)).isTrue();
        }
    }

    @Test
    void oldWriterOfASwitchRunsOnReadOnlyUnderItsAddress() throws Exception {
        endpoints.knowWriterAlone();
        InetAddress blue = address(Endpoint.WRITER);
        assertThat(address(Endpoint.READER)).isEqualTo(blue);

        Future<?> events =
                play(
                        new BlueGreenSwitch(
                                Duration.ZERO,
                                Existing.SHUTDOWN,
                                During.REFUSE,
                                ofSeconds(20),
                                ofSeconds(10)));
        awaitChange(ClusterChange.WRITER_LOST);
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> connect(blue).close())
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("08001"));
        events.get(60, TimeUnit.SECONDS);

        assertThat(address(Endpoint.WRITER)).isNotEqualTo(blue);
        assertThat(address(Endpoint.READER)).isEqualTo(address(Endpoint.WRITER));
        assertThat(readOnly(Endpoint.WRITER)).isFalse();
        try (Connection stale = connect(blue)) {
            select(stale);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> execute(stale, "create table kept (id int)"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("25006"));
        }
    }

    private Future<?> play(Existing existing, During during) {
        return play(
                new Failover(
                        Duration.ZERO,
                        existing,
                        during,
                        ofSeconds(10),
                        ofSeconds(20),
                        ofSeconds(30),
                        Duration.ZERO));
    }

    private Future<?> play(ClusterEvent event) {
        return new ClusterEvents(endpoints, recorder, threads).begin(List.of(event));
    }

    private void awaitChange(ClusterChange change) {
        await().until(
                        () ->
                                recorder.history()
                                        .all(ClusterChanged.class)
                                        .anyMatch(event -> event.change() == change));
    }

    private boolean readOnly(Endpoint endpoint) throws Exception {
        try (Connection connection = connect(endpoint);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select pg_is_in_recovery()")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private static void select(Connection connection) throws SQLException {
        execute(connection, "select 1");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** This class is not warped, so it asks for the name itself. */
    private Connection connect(Endpoint endpoint) throws Exception {
        return connect(address(endpoint));
    }

    private Connection connect(InetAddress address) throws SQLException {
        String authority = endpoints.authority(List.of(Endpoint.WRITER));
        String port = authority.substring(authority.indexOf(':'));
        return DriverManager.getConnection(
                "jdbc:postgresql://%s%s/postgres?user=postgres"
                        .formatted(address.getHostAddress(), port));
    }

    private InetAddress address(Endpoint endpoint) throws UnknownHostException {
        String authority = endpoints.authority(List.of(endpoint));
        String host = authority.substring(0, authority.indexOf(':'));
        return requireNonNull(endpoints.names().get(host)).lookUp(host).get(0);
    }
}
