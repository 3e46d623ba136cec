package dev.poolproof.runner.cluster;

import dev.poolproof.container.NeedsImage;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;

@NeedsImage("mysql:9.7")
class MysqlContainerFailoverAuditTest extends FailoverAuditContract {
    MysqlContainerFailoverAuditTest() {
        super(Engine.MYSQL, Backend.TESTCONTAINERS, 10);
    }
}
