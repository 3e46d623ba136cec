package dev.poolproof.runner.cluster;

import dev.poolproof.runner.database.Backend;

class PostgresqlClusterTest extends PostgresqlClusterContract {
    PostgresqlClusterTest() {
        super(Backend.EMBEDDED);
    }
}
