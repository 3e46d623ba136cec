package dev.poolproof.runner.jvm;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What an invocation does with its connection.
 *
 * @param command as Poolproof gave it
 * @param table where writes go
 * @param sleep the SQL that has the server wait, with a parameter for the seconds
 */
record Invocation(JsonNode command, String table, String sleep) {
    /** Does it. */
    void with(Connection connection) throws SQLException {
        String operation = command.path("operation").asText();
        switch (operation) {
            case "read" -> execute(connection, "select 1");
            case "write" -> insert(connection, 0);
            case "transaction" -> {
                connection.setAutoCommit(false);
                execute(connection, "select 1");
                insert(connection, 0);
                connection.commit();
            }
            case "hold" -> {
                connection.setAutoCommit(false);
                insert(connection, 0);
                idle();
                insert(connection, 1);
                connection.commit();
            }
            case "long-query" -> sleep(connection);
            default ->
                    throw new IllegalArgumentException(
                            "there is no operation \"" + operation + '"');
        }
    }

    private void idle() {
        long nanos = Math.round(command.path("ms").asDouble() * TimeUnit.MILLISECONDS.toNanos(1));
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void insert(Connection connection, int which) throws SQLException {
        execute(
                connection,
                "insert into "
                        + table
                        + " (id) values ("
                        + command.path("writes").path(which).asLong()
                        + ")");
    }

    private void sleep(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sleep)) {
            statement.setDouble(1, command.path("ms").asDouble() / 1000);
            statement.execute();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }
}
