package dev.poolproof.runner.cluster;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;

class PostgresqlFailoverAuditTest extends FailoverAuditContract {
    PostgresqlFailoverAuditTest() {
        super(Engine.POSTGRESQL, Backend.EMBEDDED, 10);
    }
}
