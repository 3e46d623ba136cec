package dev.poolproof.runner.cluster;

import dev.poolproof.container.NeedsImage;
import dev.poolproof.runner.database.Backend;

@NeedsImage("postgres:17")
class PostgresqlContainerClusterTest extends PostgresqlClusterContract {
    PostgresqlContainerClusterTest() {
        super(Backend.TESTCONTAINERS);
    }
}
