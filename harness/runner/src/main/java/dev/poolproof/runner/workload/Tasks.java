package dev.poolproof.runner.workload;

import dev.poolproof.model.Durations;
import dev.poolproof.model.Names;
import dev.poolproof.model.scenario.Operation;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.runner.database.Dialect;
import dev.poolproof.runner.recording.CellClock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the tasks of one cell: the SQL behind the words of scenario files. */
final class Tasks {
    /** As PostgreSQL, MySQL and MariaDB all understand it. */
    private static final String MANY_ROWS =
            "with recursive counted(n) as"
                    + " (select 1 union all select n + 1 from counted where n < 200)"
                    + " select repeat('x', 500) from counted";

    private final String table;
    private final Dialect dialect;
    private final CellClock clock;
    private final WriteLog writes;
    private final int queryTimeoutSeconds;

    /**
     * @param queryTimeout what is set on every statement; {@code null} for none
     */
    Tasks(
            String table,
            Dialect dialect,
            CellClock clock,
            WriteLog writes,
            @Nullable Duration queryTimeout) {
        this.table = table;
        this.dialect = dialect;
        this.clock = clock;
        this.writes = writes;
        this.queryTimeoutSeconds =
                queryTimeout == null ? 0 : Math.toIntExact(queryTimeout.toSeconds());
    }

    SqlTask of(Operation operation) {
        return switch (operation) {
            case READ -> new SqlTask(Names.of(operation), Duration.ZERO, List.of(), this::read);
            case LONG_RESULT ->
                    new SqlTask(Names.of(operation), Duration.ZERO, List.of(), this::readMany);
            case WRITE -> {
                long id = writes.begin();
                yield new SqlTask(
                        Names.of(operation),
                        Duration.ZERO,
                        List.of(id),
                        connection -> insert(connection, id));
            }
            case TRANSACTION -> {
                long id = writes.begin();
                yield new SqlTask(
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
            case GET, POST -> throw new IllegalStateException(Names.of(operation) + " is HTTP's");
        };
    }

    /** A transaction that idles for {@code lasts} between two writes. */
    SqlTask hold(Duration lasts) {
        long first = writes.begin();
        long second = writes.begin();
        return new SqlTask(
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
    SqlTask longQuery(Duration lasts) {
        double seconds = Durations.seconds(clock.scale().toWall(lasts));
        return new SqlTask(
                "long-query",
                lasts,
                List.of(),
                connection -> {
                    try (PreparedStatement statement = prepare(connection, dialect.sleep())) {
                        statement.setDouble(1, seconds);
                        statement.execute();
                    }
                });
    }

    /** A job of a scheduler: a query on which the server works for {@code takes}. */
    SqlTask job(Duration takes, Runnable provoked) {
        SqlTask query = longQuery(takes);
        return new SqlTask(
                "job",
                query.lasts(),
                query.writes(),
                connection -> {
                    provoked.run();
                    query.work().on(connection);
                });
    }

    /** A task that reads with each of its connections, and holds all of them in the end. */
    SqlTask nested(Phase.Nested phase, Meeting meeting) {
        return new SqlTask(
                "nested",
                phase.meetWithin().multipliedBy(phase.connections() - 1L),
                List.of(),
                Usage.nests(phase.connections(), meeting),
                this::read);
    }

    private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        if (queryTimeoutSeconds > 0) {
            statement.setQueryTimeout(queryTimeoutSeconds);
        }
        return statement;
    }

    private void readMany(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepare(connection, MANY_ROWS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                rows.getString(1);
            }
        }
    }

    private void read(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepare(connection, "select 1")) {
            statement.execute();
        }
    }

    private void insert(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement =
                prepare(connection, "insert into " + table + " (id) values (?)")) {
            statement.setLong(1, id);
            statement.execute();
        }
    }
}
