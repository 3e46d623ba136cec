package dev.poolproof.runner.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The user of the cells on PostgreSQL servers whose limits must hold for them. */
final class PostgresUsers {
    private static final Credentials CELLS = new Credentials("poolproof", "poolproof");

    private PostgresUsers() {}

    /**
     * Creates the user, who is no superuser: connections that are reserved for those are not for
     * him.
     *
     * @throws DatabaseException if the server does not let it
     */
    static Credentials create(Database database) throws DatabaseException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql :
                    List.of(
                            "create role %s login password '%s'"
                                    .formatted(CELLS.user(), CELLS.password()),
                            "alter default privileges grant select, insert on tables to "
                                    + CELLS.user())) {
                statement.execute(sql);
            }
            return CELLS;
        } catch (SQLException e) {
            throw new DatabaseException(
                    database.label() + " has no user for cells: " + e.getMessage(), e);
        }
    }
}
