package dev.poolproof.runner.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.PostgresNode;
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

    @Test
    void whatIsAcknowledgedOutlivesFailoversThereAndBack() throws Exception {
        Cluster cluster = clusters.borrow();
        try {
            on(cluster.connect(), "create table kept (id int)");
            for (int id = 1; id <= 2; id++) {
                PostgresNode old = cluster.nodes().get(cluster.writer());
                PostgresNode next = cluster.nodes().get(cluster.reader());
                on(cluster.connect(), "insert into kept values (" + id + ")");

                cluster.failOver();
                assertThat(cluster.nodes().get(cluster.writer())).isSameAs(next);
                assertThat(count(next)).isEqualTo(id);
                assertThat(old.isRunning()).isFalse();

                cluster.rejoin();
                assertThat(count(old)).isEqualTo(id);
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> on(old.connect(), "insert into kept values (9)"))
                        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("25006"));
            }
        } finally {
            clusters.giveBack(cluster);
        }
    }

    @Test
    void clusterIsLentAgainWhenItIsWhole() throws Exception {
        Cluster whole = clusters.borrow();
        Cluster other = clusters.borrow();
        assertThat(other).isNotSameAs(whole);
        clusters.giveBack(whole);
        assertThat(clusters.borrow()).isSameAs(whole);

        other.failOver();
        clusters.giveBack(other);
        assertThat(other.nodes()).noneMatch(PostgresNode::isRunning);
        clusters.giveBack(whole);
    }

    @Test
    void nothingIsLeftOfClustersThatWereNotGivenBack() throws Exception {
        Path data;
        List<PostgresNode> nodes;
        try (Clusters own = new Clusters()) {
            nodes = own.borrow().nodes();
            data = nodes.get(0).data();
            assertThat(data).exists();
        }

        assertThat(data.getParent()).doesNotExist();
        for (PostgresNode node : nodes) {
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

    private static int count(PostgresNode node) throws SQLException {
        try (Connection connection = node.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
