package dev.poolproof.runner.cell;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.database.Backend;

class AwsWrapperMariaDbClusterTest extends AwsWrapperClusterContract {
    AwsWrapperMariaDbClusterTest() {
        super(Engine.MYSQL, Backend.EMBEDDED);
    }
}
