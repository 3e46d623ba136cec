package dev.poolproof.runner.database;

import dev.poolproof.runner.driver.Drivers;

class PostgresqlCellTest extends CellDatabaseContract {
    PostgresqlCellTest() {
        super(Drivers.named("postgresql"), Backend.EMBEDDED);
    }
}
