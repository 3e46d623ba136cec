package dev.poolproof.runner.database;

import dev.poolproof.container.NeedsImage;
import dev.poolproof.runner.driver.Drivers;

@NeedsImage("mysql:9.7")
class MysqlContainerCellTest extends CellDatabaseContract {
    MysqlContainerCellTest() {
        super(Drivers.named("mysql"), Backend.TESTCONTAINERS);
    }
}
