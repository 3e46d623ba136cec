package dev.poolproof.runner.cell;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;

class AwsWrapperPostgresqlClusterTest extends AwsWrapperClusterContract {
    AwsWrapperPostgresqlClusterTest() {
        super(Engine.POSTGRESQL, Backend.EMBEDDED);
    }
}
