package dev.poolproof.runner.cell;

import dev.poolproof.container.NeedsImage;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;

@NeedsImage("postgres:17")
class AwsWrapperPostgresqlContainerClusterTest extends AwsWrapperClusterContract {
    AwsWrapperPostgresqlContainerClusterTest() {
        super(Engine.POSTGRESQL, Backend.TESTCONTAINERS);
    }
}
