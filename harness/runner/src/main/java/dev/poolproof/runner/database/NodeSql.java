package dev.poolproof.runner.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What is said to nodes of every product alike. */
final class NodeSql {
    private NodeSql() {}

    /** Executes {@code statements} on one connection of the harness's own. */
    static void execute(ClusterNode node, List<String> statements) throws SQLException {
        try (Connection connection = node.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Whether {@code node} takes connections. */
    static boolean answers(ClusterNode node) {
        try (Connection connection = node.connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            // Nobody listens yet, or not to us.
            return false;
        }
    }

    /**
     * A column of the one row that tells of a replica's source.
     *
     * @throws SQLException if it has none
     */
    static String ofSource(Connection replica, String query, String column) throws SQLException {
        try (Statement statement = replica.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
                throw new SQLException("it follows nobody");
            }
            return row.getString(column);
        }
    }

    static DatabaseException withoutReader(SQLException e) {
        return new DatabaseException("a cluster has no reader: " + e.getMessage(), e);
    }
}
