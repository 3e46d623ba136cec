package dev.poolproof.runner.database;

import dev.poolproof.model.scenario.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The user of the cells on servers of the harness's own whose limits must hold for them. */
final class CellUsers {
    static final Credentials CELLS = new Credentials("poolproof", "poolproof");

    private CellUsers() {}

    /**
     * Creates the user, who may do what an application does, and not what an administrator may:
     * connections that are reserved for those are not for him.
     *
     * @throws DatabaseException if the server does not let it
     */
    static Credentials create(Database database) throws DatabaseException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements(database.dialect().engine())) {
                statement.execute(sql);
            }
            return CELLS;
        } catch (SQLException e) {
            throw new DatabaseException(
                    database.label() + " has no user for cells: " + e.getMessage(), e);
        }
    }

    /** By which the user is created. */
    static List<String> statements(Engine engine) {
        return templates(engine).stream()
                .map(sql -> sql.formatted(CELLS.user(), CELLS.password()))
                .toList();
    }

    /** With the name as first argument, and the password as second. */
    private static List<String> templates(Engine engine) {
        return switch (engine) {
            case POSTGRESQL ->
                    List.of(
                            "create role %1$s login password '%2$s'",
                            "alter default privileges grant select, insert on tables to %1$s");
            case MYSQL ->
                    List.of(
                            "create user '%1$s'@'%%' identified by '%2$s'",
                            "grant select, insert, update, delete, create, drop, alter, index,"
                                    + " lock tables, execute on *.* to '%1$s'@'%%'");
            case HTTP -> throw engine.isNoDatabase();
        };
    }
}
