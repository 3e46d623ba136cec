package dev.poolproof.runner.cell;

import dev.poolproof.container.NeedsImage;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;

@NeedsImage("mysql:9.7")
class AwsWrapperMysqlContainerClusterTest extends AwsWrapperClusterContract {
    AwsWrapperMysqlContainerClusterTest() {
        super(Engine.MYSQL, Backend.TESTCONTAINERS);
    }
}
