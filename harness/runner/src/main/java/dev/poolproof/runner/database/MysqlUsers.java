package dev.poolproof.runner.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The user of the cells on MySQL servers of the harness's own. */
final class MysqlUsers {
    private static final Credentials CELLS = new Credentials("poolproof", "poolproof");

    private MysqlUsers() {}

    /**
     * Creates the user, who may do in every database what an application does, and not what an
     * administrator may: limits of the server hold for him.
     *
     * @throws DatabaseException if the server does not let it
     */
    static Credentials create(Database database) throws DatabaseException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql :
                    List.of(
                            "create user '%s'@'%%' identified by '%s'"
                                    .formatted(CELLS.user(), CELLS.password()),
                            "grant select, insert, update, delete, create, drop, alter, index,"
                                    + " lock tables, execute on *.* to '%s'@'%%'"
                                            .formatted(CELLS.user()))) {
                statement.execute(sql);
            }
            return CELLS;
        } catch (SQLException e) {
            throw new DatabaseException(
                    database.label() + " has no user for cells: " + e.getMessage(), e);
        }
    }
}
