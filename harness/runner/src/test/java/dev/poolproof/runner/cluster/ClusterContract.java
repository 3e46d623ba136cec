package dev.poolproof.runner.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.ClusterNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a cluster does, whichever servers it is made of. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ClusterContract {
    private final Engine engine;
    private final Backend backend;
    private final Clusters clusters;

    ClusterContract(Engine engine, Backend backend) {
        this.engine = engine;
        this.backend = backend;
        this.clusters = new Clusters(backend);
    }

    /** Lends all clusters of the tests. */
    final Clusters clusters() {
        return clusters;
    }

    /** What the client sees who writes to a reader: SQLState and number of the error. */
    abstract String readOnly();

    /** A query for the server's own directory. */
    abstract String directory();

    @AfterAll
    void close() {
        clusters.close();
    }

    @Test
    void whatIsAcknowledgedOutlivesFailoversThereAndBack() throws Exception {
        Cluster cluster = clusters.borrow(engine);
        try {
            on(cluster.connect(), "create schema if not exists kept");
            on(cluster.connect(), "create table kept.kept (id int)");
            for (int id = 1; id <= 2; id++) {
                ClusterNode old = cluster.nodes().get(cluster.writer());
                ClusterNode next = cluster.nodes().get(cluster.reader());
                on(cluster.connect(), "insert into kept.kept values (" + id + ")");

                cluster.failOver();
                assertThat(cluster.nodes().get(cluster.writer())).isSameAs(next);
                assertThat(count(next, "kept")).isEqualTo(id);
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> asACell(old).close());

                cluster.rejoin();
                assertThat(count(old, "kept")).isEqualTo(id);
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> on(asACell(old), "insert into kept.kept values (9)"))
                        .satisfies(e -> assertThat(seen(e)).isEqualTo(readOnly()));
            }
        } finally {
            clusters.giveBack(cluster);
        }
    }

    @Test
    void writerThatIsSwitchedFromEndsItsSessionsAndIsNeverLentAgain() throws Exception {
        Cluster cluster = clusters.borrow(engine);
        ClusterNode blue = cluster.nodes().get(cluster.writer());
        ClusterNode green = cluster.nodes().get(cluster.reader());
        try (Connection open = asACell(blue)) {
            on(cluster.connect(), "create schema if not exists kept");
            on(cluster.connect(), "create table kept.switched (id int)");
            on(cluster.connect(), "insert into kept.switched values (1)");

            cluster.switchOver();

            assertThat(cluster.nodes().get(cluster.writer())).isSameAs(green);
            assertThat(open.isValid(5)).isFalse();
            on(asACell(green), "insert into kept.switched values (2)");
            assertThat(count(green, "switched")).isEqualTo(2);
            assertThat(count(blue, "switched")).isEqualTo(1);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> on(asACell(blue), "delete from kept.switched"))
                    .satisfies(e -> assertThat(seen(e)).isEqualTo(readOnly()));
        } finally {
            clusters.giveBack(cluster);
        }
        assertThat(cluster.nodes()).noneMatch(ClusterNode::isRunning);
    }

    @Test
    void clusterIsLentAgainWhenItIsWhole() throws Exception {
        Cluster whole = clusters.borrow(engine);
        Cluster other = clusters.borrow(engine);
        assertThat(other).isNotSameAs(whole);
        clusters.giveBack(whole);
        assertThat(clusters.borrow(engine)).isSameAs(whole);

        other.failOver();
        clusters.giveBack(other);
        assertThat(other.nodes()).noneMatch(ClusterNode::isRunning);
        clusters.giveBack(whole);
    }

    @Test
    void nothingIsLeftOfClustersThatWereNotGivenBack() throws Exception {
        Path data;
        List<ClusterNode> nodes;
        try (Clusters own = new Clusters(backend)) {
            nodes = own.borrow(engine).nodes();
            data = Path.of(text(nodes.get(0), directory()));
            assertThat(Files.exists(data)).isEqualTo(backend == Backend.EMBEDDED);
        }

        assertThat(data).doesNotExist();
        for (ClusterNode node : nodes) {
            assertThatExceptionOfType(SQLException.class).isThrownBy(node::connect);
        }
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

    private static int count(ClusterNode node, String table) throws SQLException {
        return Integer.parseInt(text(node, "select count(*) from kept." + table));
    }

    private static String seen(SQLException e) {
        return e.getSQLState() + " " + e.getErrorCode();
    }

    static String text(ClusterNode node, String query) throws SQLException {
        try (Connection connection = node.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
