package dev.poolproof.runner.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Endpoint;
import dev.poolproof.model.scenario.ClusterEvent.During;
import dev.poolproof.model.scenario.ClusterEvent.Existing;
import dev.poolproof.model.scenario.ClusterEvent.Failover;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Twenty writers, fifty writes a second together, through a failover. Every id is accounted for:
 * what was acknowledged is there once, what is there was acknowledged or reported as failed.
 */
class FailoverAuditTest {
    private static final int WRITERS = 20;
    private static final Duration PACE = Duration.ofMillis(400);
    private static final String CELL = "audit";

    private static final List<Existing> KINDS =
            List.of(Existing.RST, Existing.SHUTDOWN, Existing.BLACK_HOLE);

    private static Clusters clusters;

    private final Map<Long, Fate> fates = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();

    /** What a writer was told of a write. */
    private enum Fate {
        BEGUN,
        ACKNOWLEDGED,
        FAILED
    }

    @BeforeAll
    static void start() {
        clusters = new Clusters(Backend.EMBEDDED);
    }

    @AfterAll
    static void stop() {
        clusters.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyWriteIsAccountedFor(long seed) throws Exception {
        everyWriteIsAccountedFor(Engine.POSTGRESQL, "public", "postgresql", "postgres", seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyWriteIsAccountedForByMariaDb(long seed) throws Exception {
        everyWriteIsAccountedFor(Engine.MYSQL, "audit", "mariadb", "audit", seed);
    }

    private void everyWriteIsAccountedFor(
            Engine engine, String schema, String scheme, String database, long seed)
            throws Exception {
        HistoryRecorder recorder = new HistoryRecorder(new CellClock(TimeScale.REAL));
        ExecutorService threads = Executors.newCachedThreadPool();
        Cluster cluster = clusters.borrow(engine);
        try (Endpoints endpoints =
                Endpoints.open(cluster, clusters.engine(), List.of(), seed, CELL, recorder)) {
            execute(cluster, "create schema if not exists " + schema);
            execute(cluster, "drop table if exists " + schema + ".audited");
            execute(cluster, "create table " + schema + ".audited (id bigint)");
            Credentials cells = cluster.nodes().get(0).cells();
            String url =
                    "jdbc:%s://%%s%%s/%s?user=%s&password=%s&socketTimeout=%d"
                            .formatted(
                                    scheme,
                                    database,
                                    cells.user(),
                                    cells.password(),
                                    engine == Engine.POSTGRESQL ? 1 : 1000);
            SplittableRandom random = new SplittableRandom(seed);
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                long first = random.nextLong(PACE.toNanos());
                writers.add(threads.submit(() -> write(endpoints, url, first)));
            }
            Existing existing = KINDS.get((int) (seed % KINDS.size()));
            new ClusterEvents(endpoints, recorder, threads)
                    .begin(List.of(failover(existing, random)))
                    .get(60, TimeUnit.SECONDS);
            LockSupport.parkNanos(PACE.toNanos());
            over.set(true);
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
            audit(applied(cluster, schema));
        } finally {
            threads.shutdownNow();
            clusters.giveBack(cluster);
        }
    }

    private static Failover failover(Existing existing, SplittableRandom random) {
        return new Failover(
                Duration.ofMillis(700 + random.nextInt(400)),
                existing,
                During.REFUSE,
                Duration.ofMillis(700),
                Duration.ofMillis(800),
                Duration.ofMillis(300),
                Duration.ofMillis(200));
    }

    private void audit(Map<Long, Integer> applied) {
        assertThat(fates).doesNotContainValue(Fate.BEGUN).containsValue(Fate.FAILED);
        assertThat(fates.size()).as("writes").isGreaterThan(40);
        assertThat(fates.keySet()).as("ids that nobody wrote").containsAll(applied.keySet());
        assertThat(applied.values()).as("doubled").allMatch(times -> times == 1);
        assertThat(applied.keySet())
                .as("acknowledged")
                .containsAll(
                        fates.entrySet().stream()
                                .filter(write -> write.getValue() == Fate.ACKNOWLEDGED)
                                .map(Map.Entry::getKey)
                                .toList());
        assertThat(applied.keySet())
                .as("answers were lost, so some are there that were reported as failed")
                .anyMatch(id -> fates.get(id) == Fate.FAILED);
    }

    private void write(Endpoints endpoints, String url, long firstNanos) {
        LockSupport.parkNanos(firstNanos);
        @Nullable Connection connection = null;
        while (!over.get()) {
            long id = ids.incrementAndGet();
            fates.put(id, Fate.BEGUN);
            try {
                if (connection == null) {
                    connection = connect(endpoints, url);
                }
                try (PreparedStatement insert =
                        connection.prepareStatement("insert into audited values (?)")) {
                    insert.setLong(1, id);
                    insert.execute();
                }
                fates.put(id, Fate.ACKNOWLEDGED);
            } catch (SQLException e) {
                fates.put(id, Fate.FAILED);
                close(connection);
                connection = null;
            }
            LockSupport.parkNanos(PACE.toNanos());
        }
        close(connection);
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It is broken: that is why it is closed.
            assert e.getMessage() != null;
        }
    }

    private static Connection connect(Endpoints endpoints, String url) throws SQLException {
        String authority = endpoints.authority(List.of(Endpoint.WRITER));
        String host = authority.substring(0, authority.indexOf(':'));
        try {
            return DriverManager.getConnection(
                    url.formatted(
                            requireNonNull(endpoints.names().get(host))
                                    .lookUp(host)
                                    .get(0)
                                    .getHostAddress(),
                            authority.substring(host.length())));
        } catch (UnknownHostException e) {
            throw new SQLException(e);
        }
    }

    private static void execute(Cluster cluster, String sql) throws SQLException {
        try (Connection connection = cluster.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Map<Long, Integer> applied(Cluster cluster, String schema) throws SQLException {
        Map<Long, Integer> applied = new HashMap<>();
        try (Connection connection = cluster.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from " + schema + ".audited")) {
            while (rows.next()) {
                applied.merge(rows.getLong(1), 1, Integer::sum);
            }
        }
        return applied;
    }
}
