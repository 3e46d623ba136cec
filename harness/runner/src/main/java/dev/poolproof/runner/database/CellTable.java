package dev.poolproof.runner.database;

import dev.poolproof.model.history.HistoryEvent.WritesAudited;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The table that the writes of one cell go to. It has no key, so that a write which is applied
 * twice is there twice.
 */
public final class CellTable implements AutoCloseable {
    private final Database database;
    private final String name;

    private CellTable(Database database, String name) {
        this.database = database;
        this.name = name;
    }

    /**
     * Creates the table in the schema that the user's search path comes to first.
     *
     * @throws SQLException if the database does not let it
     */
    public static CellTable create(Database database, String cell) throws SQLException {
        String name = "poolproof_" + cell.replace('-', '_');
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table " + name + " (id bigint not null)");
        }
        return new CellTable(database, name);
    }

    /** Its name, safe in SQL. */
    public String name() {
        return name;
    }

    /**
     * Holds what the application was told of its writes against what the database has.
     *
     * @param acknowledged by id, whether the application was told that the write is done
     * @throws SQLException if the database cannot be asked
     */
    public WritesAudited audit(Duration at, Map<Long, Boolean> acknowledged) throws SQLException {
        Map<Long, Long> applied = applied();
        long told = acknowledged.values().stream().filter(done -> done).count();
        long lost =
                acknowledged.entrySet().stream()
                        .filter(write -> write.getValue() && !applied.containsKey(write.getKey()))
                        .count();
        long unknown =
                acknowledged.entrySet().stream()
                        .filter(write -> !write.getValue() && applied.containsKey(write.getKey()))
                        .count();
        long doubled = applied.values().stream().filter(times -> times > 1).count();
        return new WritesAudited(at, told, lost, doubled, unknown);
    }

    private Map<Long, Long> applied() throws SQLException {
        Map<Long, Long> applied = new HashMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select id, count(*) from " + name + " group by id")) {
            while (rows.next()) {
                applied.put(rows.getLong(1), rows.getLong(2));
            }
        }
        return applied;
    }

    /**
     * Drops the table, waiting at most a second for a ghost session that still has a lock on it.
     *
     * @throws SQLException if the database does not let it
     */
    @Override
    public void close() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '1s'");
            statement.execute("drop table if exists " + name);
        }
    }
}
