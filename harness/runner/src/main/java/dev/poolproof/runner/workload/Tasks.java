package dev.poolproof.runner.workload;

import dev.poolproof.model.Durations;
import dev.poolproof.model.Names;
import dev.poolproof.model.scenario.Operation;
import dev.poolproof.runner.database.Dialect;
import dev.poolproof.runner.recording.CellClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Makes the tasks of one cell: the SQL behind the words of scenario files. */
final class Tasks {
    private final String table;
    private final Dialect dialect;
    private final CellClock clock;
    private final WriteLog writes;

    Tasks(String table, Dialect dialect, CellClock clock, WriteLog writes) {
        this.table = table;
        this.dialect = dialect;
        this.clock = clock;
        this.writes = writes;
    }

    Task of(Operation operation) {
        return switch (operation) {
            case READ -> new Task(Names.of(operation), Duration.ZERO, List.of(), Tasks::read);
            case WRITE -> {
                long id = writes.begin();
                yield new Task(
                        Names.of(operation),
                        Duration.ZERO,
                        List.of(id),
                        connection -> insert(connection, id));
            }
            case TRANSACTION -> {
                long id = writes.begin();
                yield new Task(
                        Names.of(operation),
                        Duration.ZERO,
                        List.of(id),
                        connection -> {
                            connection.setAutoCommit(false);
                            read(connection);
                            insert(connection, id);
                            connection.commit();
                        });
            }
        };
    }

    /** A transaction that idles for {@code lasts} between two writes. */
    Task hold(Duration lasts) {
        long first = writes.begin();
        long second = writes.begin();
        return new Task(
                "hold",
                lasts,
                List.of(first, second),
                connection -> {
                    connection.setAutoCommit(false);
                    insert(connection, first);
                    clock.waitUntil(clock.now().plus(lasts));
                    insert(connection, second);
                    connection.commit();
                });
    }

    /** A query on which the server works for {@code lasts}; the server's clock is the wall's. */
    Task longQuery(Duration lasts) {
        double seconds = Durations.seconds(clock.scale().toWall(lasts));
        return new Task(
                "long-query",
                lasts,
                List.of(),
                connection -> {
                    try (PreparedStatement statement =
                            connection.prepareStatement(dialect.sleep())) {
                        statement.setDouble(1, seconds);
                        statement.execute();
                    }
                });
    }

    private static void read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select 1")) {
            statement.execute();
        }
    }

    private void insert(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into " + table + " (id) values (?)")) {
            statement.setLong(1, id);
            statement.execute();
        }
    }
}
