package dev.poolproof.runner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.poolproof.runner.driver.Drivers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class MariaDbCellTest extends CellDatabaseContract {
    MariaDbCellTest() {
        super(Drivers.named("mysql"), Backend.EMBEDDED);
    }

    /** A session that a middlebox forgot would hold its locks for hours. */
    @Test
    void aCellsDatabaseGoesThoughATransactionIsLeftOpenInIt() throws SQLException {
        CellTable table = CellTable.create(database(), "poolproof-ghost");
        Connection ghost = connect("poolproof-ghost");
        ghost.setAutoCommit(false);
        try (Statement statement = ghost.createStatement()) {
            statement.execute("insert into " + table.name() + " values (1)");
        }

        table.close();

        assertThat(ghost.isValid(10)).isFalse();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> execute("use poolproof_ghost"));
    }
}
