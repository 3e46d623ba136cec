package dev.poolproof.runner.database;

import dev.poolproof.container.NeedsImage;
import dev.poolproof.runner.driver.Drivers;

@NeedsImage("postgres:17")
class PostgresqlContainerCellTest extends CellDatabaseContract {
    PostgresqlContainerCellTest() {
        super(Drivers.named("postgresql"), Backend.TESTCONTAINERS);
    }
}
