package dev.poolproof.runner.cluster;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.scenario.ClusterEvent.During;
import dev.poolproof.model.scenario.ClusterEvent.Existing;
import dev.poolproof.model.scenario.ClusterEvent.Failover;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twenty writers, fifty writes a second together, through a failover. Every id is accounted for:
 * what was acknowledged is there once, what is there was acknowledged or reported as failed.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FailoverAuditContract {
    private static final int WRITERS = 20;
    private static final String CELL = "audit";
    private static final String SCHEMA = "audit";
    private static final String TABLE = SCHEMA + ".audited";

    private static final List<Existing> KINDS =
            List.of(Existing.RST, Existing.SHUTDOWN, Existing.BLACK_HOLE);

    private final Engine engine;
    private final int seeds;
    private final Clusters clusters;

    /**
     * @param seeds how many; three play each kind of failover once
     */
    FailoverAuditContract(Engine engine, Backend backend, int seeds) {
        this.engine = engine;
        this.seeds = seeds;
        this.clusters = new Clusters(backend);
    }

    @AfterAll
    void stop() {
        clusters.close();
    }

    LongStream seeds() {
        return LongStream.rangeClosed(1, seeds);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyWriteIsAccountedFor(long seed) throws Exception {
        HistoryRecorder recorder = new HistoryRecorder(new CellClock(TimeScale.REAL));
        ExecutorService threads = Executors.newCachedThreadPool();
        Cluster cluster = clusters.borrow(engine);
        try (Endpoints endpoints =
                Endpoints.open(cluster, clusters.engine(), List.of(), seed, CELL, recorder)) {
            execute(cluster, "create schema if not exists " + SCHEMA);
            execute(cluster, "drop table if exists " + TABLE);
            execute(cluster, "create table " + TABLE + " (id bigint)");
            AuditedWrites writes =
                    new AuditedWrites(endpoints, url(cluster.nodes().get(0).cells()), TABLE);
            SplittableRandom random = new SplittableRandom(seed);
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                long first = random.nextLong(AuditedWrites.PACE.toNanos());
                writers.add(threads.submit(() -> writes.write(first)));
            }
            Existing existing = KINDS.get((int) (seed % KINDS.size()));
            new ClusterEvents(endpoints, recorder, threads)
                    .begin(List.of(failover(existing, random)))
                    .get(60, TimeUnit.SECONDS);
            LockSupport.parkNanos(AuditedWrites.PACE.toNanos());
            writes.end();
            for (Future<?> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
            writes.audit(applied(cluster));
        } finally {
            threads.shutdownNow();
            clusters.giveBack(cluster);
        }
    }

    /** Both drivers give up after a second. */
    private String url(Credentials cells) {
        return switch (engine) {
            case POSTGRESQL ->
                    "jdbc:postgresql://%%s/postgres?user=%s&password=%s&socketTimeout=1"
                            .formatted(cells.user(), cells.password());
            case MYSQL ->
                    "jdbc:mariadb://%%s/?user=%s&password=%s&socketTimeout=1000&allowPublicKeyRetrieval=true"
                            .formatted(cells.user(), cells.password());
            case HTTP -> throw engine.isNoDatabase();
        };
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

    private static void execute(Cluster cluster, String sql) throws SQLException {
        try (Connection connection = cluster.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Map<Long, Integer> applied(Cluster cluster) throws SQLException {
        Map<Long, Integer> applied = new HashMap<>();
        try (Connection connection = cluster.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from " + TABLE)) {
            while (rows.next()) {
                applied.merge(rows.getLong(1), 1, Integer::sum);
            }
        }
        return applied;
    }
}
