package dev.poolproof.runner.cluster;

import dev.poolproof.container.NeedsImage;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;

@NeedsImage("postgres:17")
class PostgresqlContainerFailoverAuditTest extends FailoverAuditContract {
    PostgresqlContainerFailoverAuditTest() {
        super(Engine.POSTGRESQL, Backend.TESTCONTAINERS, 10);
    }
}
