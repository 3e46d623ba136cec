package dev.poolproof.runner.cluster;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;

/** That of MySQL and MariaDB. */
abstract class MysqlClusterContract extends ClusterContract {
    MysqlClusterContract(Backend backend) {
        super(Engine.MYSQL, backend);
    }

    @Override
    final String readOnly() {
        return "HY000 1290";
    }

    @Override
    final String directory() {
        return "select @@datadir";
    }
}
