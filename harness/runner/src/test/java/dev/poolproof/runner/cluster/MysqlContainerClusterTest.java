package dev.poolproof.runner.cluster;

import dev.poolproof.container.NeedsImage;
import dev.poolproof.runner.database.Backend;

@NeedsImage("mysql:9.7")
class MysqlContainerClusterTest extends MysqlClusterContract {
    MysqlContainerClusterTest() {
        super(Backend.TESTCONTAINERS);
    }
}
