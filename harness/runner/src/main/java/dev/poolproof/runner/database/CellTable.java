package dev.poolproof.runner.database;

import dev.poolproof.model.history.HistoryEvent.WritesAudited;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table that the writes of one cell go to. It has no key, so that a write which is applied
 * twice is there twice.
 */
public final class CellTable implements AutoCloseable {
    private final Database database;
    private final String cell;
    private final String name;

    /** Of the audit; the end comes right after it, and to connect costs both sides. */
    private @Nullable Connection auditor;

    private CellTable(Database database, String cell) {
        this.database = database;
        this.cell = cell;
        this.name = database.dialect().table(cell);
    }

    /**
     * Creates the table where the cell's connections will be.
     *
     * @param cell {@code poolproof-} and what tells it from all others
     * @throws SQLException if the database does not let it
     */
    public static CellTable create(Database database, String cell) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : database.dialect().create(cell)) {
                statement.execute(sql);
            }
        }
        return new CellTable(database, cell);
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
        try (Statement statement = connected().createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select id, count(*) from " + name + " group by id")) {
            while (rows.next()) {
                applied.put(rows.getLong(1), rows.getLong(2));
            }
        }
        return applied;
    }

    private Connection connected() throws SQLException {
        Connection open = auditor;
        if (open == null || open.isClosed()) {
            open = database.connect();
            auditor = open;
        }
        return open;
    }

    /**
     * Drops the table, waiting at most seconds for a ghost session that still has a lock on it.
     *
     * @throws SQLException if the database does not let it
     */
    @Override
    public void close() throws SQLException {
        try (Connection connection = connected()) {
            database.dialect().drop(connection, cell);
        }
    }
}
