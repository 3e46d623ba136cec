package dev.poolproof.runner.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.ClusterNode;
import dev.poolproof.runner.database.Topology;
import org.junit.jupiter.api.Test;

/** That of PostgreSQL, which passes for Aurora's. */
abstract class PostgresqlClusterContract extends ClusterContract {
    PostgresqlClusterContract(Backend backend) {
        super(Engine.POSTGRESQL, backend);
    }

    @Override
    final String readOnly() {
        return "25006 0";
    }

    @Override
    final String directory() {
        return "show data_directory";
    }

    /** As the AWS Advanced JDBC Wrapper asks (its AuroraPgDialect). */
    @Test
    void bothNodesTellWhoIsTheWriter() throws Exception {
        Cluster cluster = clusters().borrow(Engine.POSTGRESQL);
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
            clusters().giveBack(cluster);
        }
    }
}
