package dev.poolproof.runner.cluster;

import dev.poolproof.runner.database.ClusterNode;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.database.Dialect;
import dev.poolproof.runner.database.NodeTemplate;
import dev.poolproof.runner.database.ServerFiles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A cluster as the harness's own database: whichever node is the writer. */
public final class ClusterDatabase implements Database {
    private final Clusters clusters;
    private final Cluster cluster;

    /** What {@code clusters} lent; given back when this is closed. */
    public ClusterDatabase(Clusters clusters, Cluster cluster) {
        this.clusters = clusters;
        this.cluster = cluster;
    }

    /**
     * Counts the sessions of a cell on both nodes.
     *
     * @throws SQLException if one cannot be asked
     */
    public int sessions(String cell) throws SQLException {
        int sessions = 0;
        for (ClusterNode node : cluster.nodes()) {
            try (Connection connection = node.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(dialect().sessionsOfCells())) {
                while (rows.next()) {
                    sessions += rows.getString(1).equals(cell) ? rows.getInt(2) : 0;
                }
            }
        }
        return sessions;
    }

    @Override
    public Dialect dialect() {
        return writer().dialect();
    }

    @Override
    public String label() {
        return writer().product();
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), writer().port());
    }

    @Override
    public String urlThrough(InetSocketAddress address, String scheme, String cell) {
        return urlThrough(address.getHostString() + ":" + address.getPort(), scheme, cell);
    }

    /** The same, for all that a URL says of where to connect. */
    public String urlThrough(String authority, String scheme, String cell) {
        return scheme + "://" + authority + dialect().rest(writer().url(), cell);
    }

    @Override
    public Credentials credentials() {
        return writer().cells();
    }

    /** Its nodes have no TLS, and two logs. */
    @Override
    public @Nullable ServerFiles files() {
        return null;
    }

    @Override
    public int connectionBudget() {
        return NodeTemplate.MAX_CONNECTIONS;
    }

    @Override
    public Connection connect() throws SQLException {
        return cluster.connect();
    }

    private ClusterNode writer() {
        return cluster.nodes().get(cluster.writer());
    }

    @Override
    public void close() {
        clusters.giveBack(cluster);
    }
}
