package dev.poolproof.runner.database;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.poolproof.model.history.HistoryEvent.WritesAudited;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** What a cell leaves in the database and what the harness sees there, with a real one. */
@Tag("database")
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class CellDatabaseTest {
    private static final Credentials ANYBODY = new Credentials("postgres", "");

    private Database database = new Gone();

    @BeforeAll
    void start() throws DatabaseException {
        database = Databases.open(null, ANYBODY);
    }

    @AfterAll
    void end() {
        database.close();
    }

    @Test
    void whatTheApplicationWasToldIsHeldAgainstWhatIsThere() throws SQLException {
        try (CellTable table = CellTable.create(database, "poolproof-audit")) {
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
        CellTable table = CellTable.create(database, "poolproof-gone");
        execute("select * from " + table.name());

        table.close();

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> execute("select * from " + table.name()))
                .withMessageContaining("does not exist");
    }

    @Test
    void sessionsAreCountedByTheNameOfTheApplication() throws SQLException {
        List<Integer> ours = new CopyOnWriteArrayList<>();
        List<Integer> others = new CopyOnWriteArrayList<>();
        try (SessionSampler sampler = SessionSampler.start(database)) {
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
    void whoWatchesIsToldWhenTheDatabaseIsGone() {
        List<String> reasons = new CopyOnWriteArrayList<>();
        try (SessionSampler sampler = SessionSampler.start(new Gone())) {
            sampler.watch("poolproof-early", count -> {}, reasons::add);
            await().untilAsserted(() -> assertThat(reasons).isNotEmpty());

            sampler.watch("poolproof-late", count -> {}, reasons::add);

            assertThat(reasons).hasSize(2).containsOnly("the database went away: nobody there");
        }
    }

    private Connection connect(String application) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.credentials().user());
        properties.setProperty("password", database.credentials().password());
        properties.setProperty("ApplicationName", application);
        return DriverManager.getConnection(database.urlThrough(database.address()), properties);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A database that is not there any more. */
    private static final class Gone implements Database {
        @Override
        public String label() {
            return "gone";
        }

        @Override
        public InetSocketAddress address() {
            return InetSocketAddress.createUnresolved("gone", 1);
        }

        @Override
        public String urlThrough(InetSocketAddress address) {
            return "jdbc:gone";
        }

        @Override
        public Credentials credentials() {
            return ANYBODY;
        }

        @Override
        public int connectionBudget() {
            return 1;
        }

        @Override
        public Connection connect() throws SQLException {
            throw new SQLException("nobody there");
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
