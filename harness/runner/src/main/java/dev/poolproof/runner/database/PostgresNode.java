package dev.poolproof.runner.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL server of the harness's own, whose standby streams its write-ahead log. */
final class PostgresNode implements ClusterNode {
    private static final String DATABASE = "postgres";

    /** Whom it lets in without a password. */
    static final Credentials SUPERUSER = new Credentials("postgres", "");

    private static final String STREAMING =
            "select count(*) > 0 from pg_stat_replication where state = 'streaming'";
    private static final String CAUGHT_UP =
            STREAMING + " and replay_lsn >= pg_current_wal_flush_lsn()";

    private static final String OTHERS =
            "backend_type = 'client backend' and pid <> pg_backend_pid()";

    private final NodeProcess process;
    private final int port;

    /**
     * A node that does not run yet.
     *
     * @param port where it will listen on loopback
     */
    PostgresNode(NodeProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    @Override
    public Dialect dialect() {
        return new PostgresDialect();
    }

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    /** The superuser: a standby takes no writes from anybody. */
    @Override
    public Credentials cells() {
        return SUPERUSER;
    }

    @Override
    public Connection connect() throws SQLException {
        return dialect().connect(url(), cells());
    }

    @Override
    public boolean isRunning() {
        return process.isRunning();
    }

    @Override
    public void start() throws DatabaseException {
        try {
            process.start();
            Patience.until(() -> NodeSql.answers(this), "it takes no connections");
        } catch (IOException | SQLException | RuntimeException e) {
            throw new DatabaseException(
                    "a PostgreSQL node of a cluster does not start: " + e.getMessage(), e);
        }
    }

    /** Sessions are ended by 57P01. */
    @Override
    public void stop() throws DatabaseException {
        try {
            process.stop();
        } catch (IOException | RuntimeException e) {
            throw new DatabaseException(
                    "a PostgreSQL node of a cluster does not end: " + e.getMessage(), e);
        }
    }

    @Override
    public void beStandby() throws DatabaseException {
        try {
            process.beStandby();
        } catch (IOException e) {
            throw new DatabaseException("a node's files cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void promote() throws DatabaseException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select pg_promote(true, 60)")) {
            result.next();
            if (!result.getBoolean(1)) {
                throw new SQLException("it stays a standby");
            }
        } catch (SQLException e) {
            throw new DatabaseException("a reader is not promoted: " + e.getMessage(), e);
        }
    }

    /**
     * As the databases of a blue/green deployment of RDS are kept from writes: it is no standby, so
     * {@code pg_is_in_recovery()} is false on it.
     */
    @Override
    public void endWrites() throws DatabaseException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set default_transaction_read_only = on");
            statement.execute("select pg_reload_conf()");
            Patience.until(this::startsReadOnly, "it starts transactions that write");
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where " + OTHERS);
            Patience.until(
                    connection,
                    "select count(*) = 0 from pg_stat_activity where " + OTHERS,
                    "sessions do not end");
        } catch (SQLException e) {
            throw new DatabaseException("a writer still takes writes: " + e.getMessage(), e);
        }
    }

    private boolean startsReadOnly() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show transaction_read_only")) {
            row.next();
            return row.getString(1).equals("on");
        }
    }

    /** A promotion does that. */
    @Override
    public void leavePeer() {}

    @Override
    public void awaitStandby() throws DatabaseException {
        await(STREAMING);
    }

    /** The writer knows how far its standby is. */
    @Override
    public void awaitCopyOn(ClusterNode standby) throws DatabaseException {
        await(CAUGHT_UP);
    }

    private void await(String query) throws DatabaseException {
        try (Connection connection = connect()) {
            Patience.until(connection, query, "it does not stream");
        } catch (SQLException e) {
            throw NodeSql.withoutReader(e);
        }
    }
}
