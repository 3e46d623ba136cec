package dev.poolproof.runner.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.ClusterNode;
import dev.poolproof.runner.database.Topology;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClusterTest {
    private static Clusters clusters;

    @BeforeAll
    static void open() {
        clusters = new Clusters();
    }

    @AfterAll
    static void close() {
        clusters.close();
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, public, 25006, 0", "MYSQL, kept, HY000, 1290"})
    void whatIsAcknowledgedOutlivesFailoversThereAndBack(
            Engine engine, String schema, String state, int code) throws Exception {
        Cluster cluster = clusters.borrow(engine);
        try {
            on(cluster.connect(), "create schema if not exists " + schema);
            on(cluster.connect(), "create table " + schema + ".kept (id int)");
            for (int id = 1; id <= 2; id++) {
                ClusterNode old = cluster.nodes().get(cluster.writer());
                ClusterNode next = cluster.nodes().get(cluster.reader());
                on(cluster.connect(), "insert into " + schema + ".kept values (" + id + ")");

                cluster.failOver();
                assertThat(cluster.nodes().get(cluster.writer())).isSameAs(next);
                assertThat(count(next, schema)).isEqualTo(id);
                assertThat(old.isRunning()).isFalse();

                cluster.rejoin();
                assertThat(count(old, schema)).isEqualTo(id);
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(
                                () ->
                                        on(
                                                asACell(old),
                                                "insert into " + schema + ".kept values (9)"))
                        .satisfies(
                                e -> {
                                    assertThat(e.getSQLState()).isEqualTo(state);
                                    assertThat(e.getErrorCode()).isEqualTo(code);
                                });
            }
        } finally {
            clusters.giveBack(cluster);
        }
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL, public, 25006", "MYSQL, kept, HY000"})
    void writerThatIsSwitchedFromEndsItsSessionsAndIsNeverLentAgain(
            Engine engine, String schema, String state) throws Exception {
        Cluster cluster = clusters.borrow(engine);
        ClusterNode blue = cluster.nodes().get(cluster.writer());
        ClusterNode green = cluster.nodes().get(cluster.reader());
        try (Connection open = asACell(blue)) {
            on(cluster.connect(), "create schema if not exists " + schema);
            on(cluster.connect(), "create table " + schema + ".kept (id int)");
            on(cluster.connect(), "insert into " + schema + ".kept values (1)");

            cluster.switchOver();

            assertThat(cluster.nodes().get(cluster.writer())).isSameAs(green);
            assertThat(open.isValid(5)).isFalse();
            on(asACell(green), "insert into " + schema + ".kept values (2)");
            assertThat(count(green, schema)).isEqualTo(2);
            assertThat(count(blue, schema)).isEqualTo(1);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> on(asACell(blue), "delete from " + schema + ".kept"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(state));
        } finally {
            clusters.giveBack(cluster);
        }
        assertThat(cluster.nodes()).noneMatch(ClusterNode::isRunning);
    }

    /** As the AWS Advanced JDBC Wrapper asks (its AuroraPgDialect). */
    @Test
    void bothNodesTellWhoIsTheWriter() throws Exception {
        Cluster cluster = clusters.borrow(Engine.POSTGRESQL);
        try {
            for (int times = 1; times <= 2; times++) {
                for (int node = 0; node < 2; node++) {
                    ClusterNode asked = cluster.nodes().get(node);
                    assertThat(text(asked, "select pg_catalog.aurora_db_instance_identifier()"))
                            .isEqualTo(Topology.instance(node));
                    assertThat(
                                    text(
                                            asked,
                                            "select string_agg(server_id, ',') from"
                                                    + " pg_catalog.aurora_replica_status() where"
                                                    + " session_id = 'MASTER_SESSION_ID'"))
                            .isEqualTo(Topology.instance(cluster.writer()));
                }
                cluster.failOver();
                cluster.rejoin();
            }
        } finally {
            clusters.giveBack(cluster);
        }
    }

    @Test
    void clusterIsLentAgainWhenItIsWhole() throws Exception {
        Cluster whole = clusters.borrow(Engine.POSTGRESQL);
        Cluster other = clusters.borrow(Engine.POSTGRESQL);
        assertThat(other).isNotSameAs(whole);
        clusters.giveBack(whole);
        assertThat(clusters.borrow(Engine.POSTGRESQL)).isSameAs(whole);

        other.failOver();
        clusters.giveBack(other);
        assertThat(other.nodes()).noneMatch(ClusterNode::isRunning);
        clusters.giveBack(whole);
    }

    @ParameterizedTest
    @EnumSource(value = Engine.class, mode = EnumSource.Mode.EXCLUDE, names = "HTTP")
    void nothingIsLeftOfClustersThatWereNotGivenBack(Engine engine) throws Exception {
        Path data;
        List<ClusterNode> nodes;
        try (Clusters own = new Clusters()) {
            nodes = own.borrow(engine).nodes();
            data = nodes.get(0).data();
            assertThat(data).exists();
        }

        assertThat(data.getParent()).doesNotExist();
        for (ClusterNode node : nodes) {
            assertThatExceptionOfType(SQLException.class).isThrownBy(node::connect);
        }
    }

    @Test
    void runThatHasOtherServersOrOneAddressOnlyCanHaveNone() throws Exception {
        assertThat(Clusters.cannotBeHad(Backend.TESTCONTAINERS, null)).contains("embedded servers");
        assertThat(Clusters.cannotBeHad(Backend.EMBEDDED, "jdbc:postgresql://127.0.0.1/mine"))
                .contains("embedded servers");
        // RFC 5737: nobody's.
        assertThat(Clusters.cannotBeReached(List.of(InetAddress.getByName("192.0.2.1"))))
                .contains("nothing can listen on 192.0.2.1");
        assertThat(Clusters.cannotBeReached(List.of(InetAddress.getLoopbackAddress()))).isNull();
    }

    private static void on(Connection connection, String sql) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection asACell(ClusterNode node) throws SQLException {
        return node.dialect().connect(node.url(), node.cells());
    }

    private static int count(ClusterNode node, String schema) throws SQLException {
        return Integer.parseInt(text(node, "select count(*) from " + schema + ".kept"));
    }

    private static String text(ClusterNode node, String query) throws SQLException {
        try (Connection connection = node.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
