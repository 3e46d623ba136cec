package dev.poolproof.runner.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A MySQL server of the harness's own, with global transaction ids. As with {@link MariaDbNode}, a
 * COMMIT is answered once the replica has got it, unless there is no replica at that moment, and
 * the standby takes no writes from the cells' user ({@code read_only}). Its roles change while it
 * runs: to end and start takes it seconds.
 */
final class MysqlNode implements ClusterNode {
    /** What is written need not outlive the run; the rest is small, or what replication needs. */
    static final List<String> ARGUMENTS =
            List.of(
                    "--max-connections=" + NodeTemplate.MAX_CONNECTIONS,
                    "--skip-name-resolve",
                    "--max-connect-errors=4294967295",
                    "--performance-schema=OFF",
                    "--innodb-flush-log-at-trx-commit=0",
                    "--innodb-buffer-pool-size=16M",
                    "--innodb-buffer-pool-dump-at-shutdown=OFF",
                    "--innodb-doublewrite=OFF",
                    "--sync-binlog=0",
                    // Whoever is streamed from waits 8 s at its end for all others to go, and the
                    // scheduler's thread, which is one of them, goes after that.
                    "--event-scheduler=OFF",
                    "--read-only=ON",
                    "--skip-replica-start",
                    "--gtid-mode=ON",
                    "--enforce-gtid-consistency=ON",
                    "--log-bin=bin",
                    "--relay-log=relay",
                    // A half of each pair is idle, as long as the other is the writer. The server
                    // that is only initialised does not know them.
                    "--plugin-load-add=semisync_source.so",
                    "--plugin-load-add=semisync_replica.so",
                    "--loose-rpl-semi-sync-source-enabled=ON",
                    "--loose-rpl-semi-sync-source-wait-point=AFTER_SYNC",
                    "--loose-rpl-semi-sync-source-wait-no-replica=OFF",
                    "--loose-rpl-semi-sync-replica-enabled=ON");

    private final Dialect dialect = new MysqlDialect();
    private final NodeProcess process;
    private final Credentials admin;
    private final int port;
    private final int peer;
    private boolean standby;
    private boolean isSetUp;

    /**
     * A node that does not run yet.
     *
     * @param admin of both nodes, who also copies
     * @param port where it will listen on loopback
     * @param peer where the other node will
     */
    MysqlNode(NodeProcess process, Credentials admin, int port, int peer) {
        this.process = process;
        this.admin = admin;
        this.port = port;
        this.peer = peer;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public String product() {
        return "MySQL";
    }

    @Override
    public int port() {
        return port;
    }

    /** Passwords are exchanged by the server's key where there is no TLS. */
    @Override
    public String url() {
        return "jdbc:mysql://127.0.0.1:" + port + "/?allowPublicKeyRetrieval=true";
    }

    @Override
    public Credentials cells() {
        return CellUsers.CELLS;
    }

    @Override
    public Connection connect() throws SQLException {
        return dialect.connect(url(), admin);
    }

    @Override
    public boolean isRunning() {
        return process.isRunning();
    }

    @Override
    public void start() throws DatabaseException {
        try {
            if (!isRunning()) {
                process.start();
                Patience.until(() -> NodeSql.answers(this), "it takes no connections");
            }
            if (!isSetUp) {
                // Its image has set up each node. Neither could follow the other with that.
                NodeSql.execute(this, List.of("reset binary logs and gtids"));
                isSetUp = true;
            }
            NodeSql.execute(this, standby ? follow() : List.of("set global read_only = off"));
        } catch (IOException | SQLException | RuntimeException e) {
            throw new DatabaseException(
                    "a MySQL node of a cluster does not start: " + e.getMessage(), e);
        }
    }

    /** The peer notices by a heartbeat when it is not followed any more. */
    private List<String> follow() {
        return List.of(
                """
                change replication source to source_host = '127.0.0.1', source_port = %d,
                 source_user = '%s', source_password = '%s', get_source_public_key = 1, source_ssl = 0,
                 source_auto_position = 1, source_connect_retry = 1, source_heartbeat_period = 1
                """
                        .formatted(peer, admin.user(), admin.password()),
                "start replica",
                "set global offline_mode = off");
    }

    @Override
    public void stop() throws DatabaseException {
        try {
            process.stop();
        } catch (IOException | RuntimeException e) {
            throw new DatabaseException(
                    "a MySQL node of a cluster does not end: " + e.getMessage(), e);
        }
    }

    /** It runs on, but its clients find nobody there until it is started as the standby. */
    @Override
    public void resign(ClusterNode standby) throws DatabaseException {
        try (Connection connection = connect()) {
            goOffline(connection);
        } catch (SQLException e) {
            throw new DatabaseException("a writer still takes writes: " + e.getMessage(), e);
        }
        awaitCopyOn(standby);
        standby.leavePeer();
    }

    @Override
    public void beStandby() {
        standby = true;
    }

    /** What has arrived is applied first; nothing more comes when the stream has ended. */
    @Override
    public void promote() throws DatabaseException {
        try (Connection connection = connect()) {
            Patience.until(
                    () -> !status(connection, "Replica_IO_Running").equals("Yes"),
                    "its peer still sends");
            awaitOn(connection, status(connection, "Retrieved_Gtid_Set"));
            NodeSql.execute(
                    this,
                    List.of("stop replica", "reset replica all", "set global read_only = off"));
            standby = false;
        } catch (SQLException e) {
            throw new DatabaseException("a replica is not promoted: " + e.getMessage(), e);
        }
    }

    private static String status(Connection connection, String column) throws SQLException {
        return NodeSql.ofSource(connection, "show replica status", column);
    }

    @Override
    public void endWrites() throws DatabaseException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            goOffline(connection);
            statement.execute("set global offline_mode = off");
        } catch (SQLException e) {
            throw new DatabaseException("a writer still takes writes: " + e.getMessage(), e);
        }
    }

    /**
     * Ends the sessions of all who are no administrators, and lets none in. Writes that are under
     * way would keep {@code read_only} waiting.
     */
    private void goOffline(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set global offline_mode = on");
            Patience.until(
                    connection,
                    "select count(*) = 0 from information_schema.processlist where user = '%s'"
                            .formatted(cells().user()),
                    "sessions do not end");
            statement.execute("set global read_only = on");
        }
    }

    @Override
    public void leavePeer() throws DatabaseException {
        try {
            NodeSql.execute(this, List.of("stop replica io_thread"));
        } catch (SQLException e) {
            throw new DatabaseException("a replica follows on: " + e.getMessage(), e);
        }
    }

    @Override
    public void awaitStandby() throws DatabaseException {
        try (Connection connection = connect()) {
            Patience.until(() -> hasReplica(connection), "it does not stream");
        } catch (SQLException e) {
            throw NodeSql.withoutReader(e);
        }
    }

    private static boolean hasReplica(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "show global status like 'Rpl_semi_sync_source_clients'")) {
            return row.next() && row.getInt(2) > 0;
        }
    }

    @Override
    public void awaitCopyOn(ClusterNode replica) throws DatabaseException {
        awaitStandby();
        try (Connection other = replica.connect()) {
            awaitOn(other, executed());
        } catch (SQLException e) {
            throw NodeSql.withoutReader(e);
        }
    }

    private String executed() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select @@global.gtid_executed")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void awaitOn(Connection replica, String transactions) throws SQLException {
        Patience.until(
                replica,
                "select gtid_subset('%s', @@global.gtid_executed)".formatted(transactions),
                "it does not follow");
    }
}
