package dev.poolproof.runner.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** PostgreSQL's, whose standbys stream its write-ahead log. */
record PostgresTemplate(Path folder, Path data) implements NodeTemplate {
    /** Small servers that live for minutes: what tidies up in hours only costs processor time. */
    private static final Map<String, String> CONFIG =
            Map.of(
                    "max_connections", String.valueOf(MAX_CONNECTIONS),
                    "shared_buffers", "16MB",
                    "wal_keep_size", "256MB",
                    "max_wal_senders", "4",
                    "hot_standby", "on",
                    "synchronous_commit", "on",
                    "wal_retrieve_retry_interval", "100ms",
                    "autovacuum", "off");

    static PostgresTemplate make(Path folder, int port) throws DatabaseException {
        PostgresNode first = new PostgresNode(folder.resolve("template"), port, CONFIG);
        first.start();
        try (Connection connection = first.connect()) {
            Topology.teach(connection);
        } catch (SQLException e) {
            throw new DatabaseException("a cluster learns no topology: " + e.getMessage(), e);
        }
        first.stop();
        return new PostgresTemplate(folder, first.data());
    }

    @Override
    public ClusterNode node(String name, int index, int port, int peer) throws IOException {
        Path copy = folder.resolve(name);
        DirectoryCopy.of(data, copy);
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'%n%s"
                        .formatted(peer, Topology.settings(index)),
                StandardOpenOption.APPEND);
        return new PostgresNode(copy, port, CONFIG);
    }
}
