package dev.poolproof.runner.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * MariaDB's, whose standbys are replicas with global transaction ids.
 *
 * @param home of the server that it was
 * @param admin of all nodes, who also copies
 */
record MariaDbTemplate(
        Path folder,
        Path home,
        MariaDbInstallation installation,
        Credentials admin,
        Credentials cells)
        implements NodeTemplate {
    static MariaDbTemplate make(Path folder) throws IOException, DatabaseException {
        Path home = Files.createDirectory(folder.resolve("template"));
        // Nodes need the binaries when the server that they are copies of has ended.
        MariaDbInstallation installation = MariaDbInstallation.use();
        try {
            return make(folder, home, installation);
        } catch (RuntimeException | DatabaseException e) {
            installation.close();
            throw e;
        }
    }

    private static MariaDbTemplate make(Path folder, Path home, MariaDbInstallation installation)
            throws DatabaseException {
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
                folder, home, installation, server.reached().credentials(), server.credentials());
    }

    @Override
    public ClusterNode node(String name, int index, int port, int peer) throws IOException {
        Path copy = folder.resolve(name);
        DirectoryCopy.of(new MariaDbFiles(home).data(), copy);
        return new MariaDbNode(this, copy, index, port, peer);
    }

    /** Where the binaries are. */
    Path binaries() {
        return new MariaDbFiles(home).binaries();
    }

    /** The nodes are processes below {@code folder}, which is guarded. */
    @Override
    public void close() {
        installation.close();
    }
}
