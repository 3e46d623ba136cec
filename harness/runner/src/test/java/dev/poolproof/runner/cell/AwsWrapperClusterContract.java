package dev.poolproof.runner.cell;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Endpoint;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.ServerProfile;
import dev.poolproof.runner.artifact.ArtifactResolver;
import dev.poolproof.runner.artifact.Versions;
import dev.poolproof.runner.cluster.Cluster;
import dev.poolproof.runner.cluster.ClusterDatabase;
import dev.poolproof.runner.cluster.Clusters;
import dev.poolproof.runner.cluster.Endpoints;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.CellTable;
import dev.poolproof.runner.driver.Drivers;
import dev.poolproof.runner.driver.JdbcDriver;
import dev.poolproof.runner.pool.OpenPool;
import dev.poolproof.runner.pool.PoolRequest;
import dev.poolproof.runner.recording.CellClock;
import dev.poolproof.runner.recording.HistoryRecorder;
import dev.poolproof.warp.shared.CacheTimes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds of the wrapper before any cluster. */
abstract class AwsWrapperClusterContract {
    private static final String CELL = "poolproof-1-test";
    private static final Artifact HIKARI = new Artifact("hikaricp", Versions.byDefault("hikaricp"));

    private static final String VERSION = Versions.byDefault("aws-wrapper");
    private static final Candidate OURS =
            Candidate.named("ours", Role.PROPOSED, HIKARI)
                    .driver(new Artifact("aws-wrapper", VERSION))
                    .build();

    /** Its waits are long. */
    private static final TimeScale TEN = new TimeScale(10);

    private final Engine engine;
    private final Backend backend;

    AwsWrapperClusterContract(Engine engine, Backend backend) {
        this.engine = engine;
        this.backend = backend;
    }

    /** The name of the cluster leads to the old writer all the time. */
    @Test
    @SuppressWarnings("try") // the table only has to be there: it brings MySQL its database
    void theWrapperFollowsTheWriterByWhatTheNodesTellAndForgetsThem() throws Exception {
        JdbcDriver driver = requireNonNull(Drivers.of(OURS, engine));
        Artifact wrapper = new Artifact(driver.name(), VERSION);
        try (ArtifactResolver resolver = ArtifactResolver.open();
                PoolLoader loader =
                        PoolLoader.open(
                                PoolLoader.jars(resolver, HIKARI, wrapper), HIKARI, wrapper);
                Clusters clusters = new Clusters(backend)) {
            loader.timeScale(TEN);
            Set<String> before = monitors();
            Cluster cluster = clusters.borrow(engine);
            HistoryRecorder recorder = new HistoryRecorder(new CellClock(TEN));
            ClusterDatabase database = new ClusterDatabase(clusters, cluster);
            try (CellTable table = CellTable.create(database, CELL);
                    Endpoints endpoints =
                            Endpoints.open(
                                    cluster, clusters.engine(), List.of(), 1, CELL, recorder);
                    OpenPool pool = open(loader, driver, endpoints, database);
                    Connection connection = pool.dataSource().getConnection()) {
                assertThat(askPort(connection)).isEqualTo(writersPort(cluster));
                assertThat(monitors()).hasSizeGreaterThan(before.size());

                cluster.failOver();
                cluster.rejoin();

                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> askPort(connection))
                        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("08S02"));
                assertThat(askPort(connection)).isEqualTo(writersPort(cluster));
            }

            loader.forgetCell();
            await().untilAsserted(() -> assertThat(before).containsAll(monitors()));
        }
    }

    private static OpenPool open(
            PoolLoader loader, JdbcDriver driver, Endpoints endpoints, ClusterDatabase database) {
        endpoints.names().forEach((name, server) -> loader.host(name, server, CacheTimes.DEFAULT));
        return loader.openPool(
                new PoolRequest(
                        CELL,
                        requireNonNull(HIKARI.version()),
                        database.urlThrough(
                                endpoints.authority(List.of(Endpoint.WRITER)),
                                driver.scheme(),
                                CELL),
                        driver.connectionProperties(
                                OURS,
                                ServerProfile.SELF_MANAGED,
                                Map.of(),
                                TEN,
                                database.credentials(),
                                CELL),
                        Map.of(
                                "maximumPoolSize",
                                "1",
                                "exceptionOverrideClassName",
                                "software.amazon.jdbc.util.HikariCPSQLException")),
                Map.of());
    }

    private int askPort(Connection connection) throws SQLException {
        String query = engine == Engine.POSTGRESQL ? "select inet_server_port()" : "select @@port";
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static int writersPort(Cluster cluster) {
        return cluster.nodes().get(cluster.writer()).port();
    }

    /** Of the topology, and of hosts. */
    private static Set<String> monitors() {
        return PoolLoaderTest.ofTheWrapper().stream()
                .map(Thread::getName)
                .filter(name -> name.contains(" ctmi-") || name.contains(" efm2-monitor-"))
                .collect(Collectors.toSet());
    }
}
