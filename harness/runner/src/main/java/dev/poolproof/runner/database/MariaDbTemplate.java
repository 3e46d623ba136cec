package dev.poolproof.runner.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * MariaDB's, whose standbys are replicas with global transaction ids. The binaries are those that
 * it was initialised with.
 *
 * @param home of the server that it was
 * @param admin of all nodes, who also copies
 */
record MariaDbTemplate(Path folder, Path home, Credentials admin, Credentials cells)
        implements NodeTemplate {
    static MariaDbTemplate make(Path folder) throws IOException, DatabaseException {
        Path home = Files.createDirectory(folder.resolve("template"));
        StartedServer server = EmbeddedMariaDb.startIn(home, MAX_CONNECTIONS, () -> {});
        try (Connection connection = server.reached().connect();
                Statement statement = connection.createStatement()) {
            for (String sql : MysqlTopology.script()) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new DatabaseException(
                    "a MariaDB node cannot tell its topology: " + e.getMessage(), e);
        } finally {
            server.close();
        }
        return new MariaDbTemplate(
                folder, home, server.reached().credentials(), server.credentials());
    }

    @Override
    public ClusterNode node(String name, int index, int port, int peer) throws IOException {
        Path copy = folder.resolve(name);
        DirectoryCopy.of(EmbeddedMariaDb.data(home), copy);
        return new MariaDbNode(this, copy, index, port, peer);
    }

    /** Where the binaries are. */
    Path binaries() {
        return EmbeddedMariaDb.binaries(home);
    }

    /** The nodes are processes below {@code folder}, which is guarded. */
    @Override
    public void close() {}
}
