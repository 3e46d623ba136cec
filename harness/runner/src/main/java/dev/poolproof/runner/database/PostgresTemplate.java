package dev.poolproof.runner.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** PostgreSQL's, whose standbys stream its write-ahead log. */
record PostgresTemplate(Path folder, Path data) implements NodeTemplate {
    /** Small servers that live for minutes: what tidies up in hours only costs processor time. */
    static final Map<String, String> CONFIG =
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
        Path data = folder.resolve("template");
        PostgresNode first =
                new PostgresNode(new EmbeddedPostgresProcess(data, port, CONFIG), port);
        first.start();
        try (Connection connection = first.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(Topology.script());
        } catch (SQLException e) {
            throw new DatabaseException("a cluster learns no topology: " + e.getMessage(), e);
        }
        first.stop();
        return new PostgresTemplate(folder, data);
    }

    @Override
    public ClusterNode node(String name, int index, int port, int peer) throws IOException {
        Path copy = folder.resolve(name);
        DirectoryCopy.of(data, copy);
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                settings(index, peer).entrySet().stream()
                        .map(
                                setting ->
                                        "%s = '%s'%n"
                                                .formatted(setting.getKey(), setting.getValue()))
                        .collect(Collectors.joining()),
                StandardOpenOption.APPEND);
        return new PostgresNode(new EmbeddedPostgresProcess(copy, port, CONFIG), port);
    }

    /**
     * What differs between the nodes.
     *
     * @param index of the node in its cluster, 0 or 1
     * @param peer where the other node listens on loopback
     */
    static Map<String, String> settings(int index, int peer) {
        Map<String, String> settings = new TreeMap<>(Topology.settings(index));
        settings.put("primary_conninfo", "host=127.0.0.1 port=%d user=postgres".formatted(peer));
        return settings;
    }

    /** The nodes are processes below {@code folder}, which is guarded. */
    @Override
    public void close() {}
}
