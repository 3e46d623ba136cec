package dev.poolproof.runner.cluster;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;

class MariaDbFailoverAuditTest extends FailoverAuditContract {
    MariaDbFailoverAuditTest() {
        super(Engine.MYSQL, Backend.EMBEDDED, 10);
    }
}
