package dev.poolproof.runner.cluster;

import dev.poolproof.runner.database.Backend;

class MariaDbClusterTest extends MysqlClusterContract {
    MariaDbClusterTest() {
        super(Backend.EMBEDDED);
    }
}
