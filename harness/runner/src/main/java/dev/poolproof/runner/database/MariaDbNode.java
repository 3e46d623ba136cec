package dev.poolproof.runner.database;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB server of the harness's own. A COMMIT is answered once the replica has got it
 * (semi-synchronous, {@code AFTER_SYNC}), unless there is no replica at that moment: what was
 * acknowledged outlives a failover. It starts with {@code read_only}, which the writer leaves; the
 * cells' user may not write meanwhile.
 */
final class MariaDbNode implements ClusterNode {
    private static final int STOP_SECONDS = 30;

    /** What is written need not outlive the run; the rest is small, or what replication needs. */
    private static final List<String> ARGUMENTS =
            List.of(
                    "--bind-address=127.0.0.1",
                    "--skip-name-resolve",
                    "--skip-ssl",
                    "--max-connect-errors=4294967295",
                    "--max-connections=" + NodeTemplate.MAX_CONNECTIONS,
                    "--innodb-flush-log-at-trx-commit=0",
                    "--innodb-doublewrite=0",
                    "--innodb-buffer-pool-size=16M",
                    "--innodb-log-file-size=16M",
                    "--innodb-buffer-pool-dump-at-shutdown=OFF",
                    "--read-only=ON",
                    "--skip-slave-start",
                    "--log-bin=bin",
                    "--relay-log=relay",
                    "--log-slave-updates",
                    "--gtid-strict-mode=ON",
                    "--rpl-semi-sync-master-enabled=ON",
                    "--rpl-semi-sync-master-wait-point=AFTER_SYNC",
                    "--rpl-semi-sync-master-wait-no-slave=OFF",
                    "--rpl-semi-sync-slave-enabled=ON");

    private final Dialect dialect = new MysqlDialect();
    private final MariaDbTemplate template;
    private final Path data;
    private final int index;
    private final int port;
    private final int peer;
    private boolean standby;
    private @Nullable Process process;

    /** A node that does not run yet, in a copy of the template's directory. */
    MariaDbNode(MariaDbTemplate template, Path data, int index, int port, int peer) {
        this.template = template;
        this.data = data;
        this.index = index;
        this.port = port;
        this.peer = peer;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public String product() {
        return "MariaDB";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/";
    }

    @Override
    public Credentials cells() {
        return template.cells();
    }

    @Override
    public Connection connect() throws SQLException {
        return dialect().connect(url(), template.admin());
    }

    @Override
    public boolean isRunning() {
        return process != null;
    }

    @Override
    public void start() throws DatabaseException {
        File log = data.resolveSibling(data.getFileName() + ".log").toFile();
        try {
            Process started =
                    new ProcessBuilder(command())
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.appendTo(log))
                            .start();
            process = started;
            Patience.until(() -> answers(started), "it takes no connections");
            NodeSql.execute(this, standby ? follow() : List.of("set global read_only = off"));
        } catch (IOException | SQLException e) {
            throw new DatabaseException(
                    "a MariaDB node of a cluster does not start: " + e.getMessage(), e);
        }
    }

    private List<String> command() {
        Path binaries = template.binaries();
        List<String> command = new ArrayList<>();
        command.add(binaries.resolve("bin").resolve("mariadbd").toString());
        command.add("--no-defaults");
        command.add("--basedir=" + binaries);
        command.add("--datadir=" + data);
        command.add("--tmpdir=" + data);
        command.add("--port=" + port);
        command.add("--server-id=" + port);
        command.add(MysqlTopology.argument(index));
        // Below the data directory; a longer path might be longer than a socket's can be.
        command.add("--socket=socket");
        command.add("--pid-file=server.pid");
        command.addAll(ARGUMENTS);
        if (System.getProperty("user.name").equals("root")) {
            // It only starts as root when it is told so.
            command.add("--user=root");
        }
        return command;
    }

    private boolean answers(Process started) throws SQLException {
        if (!started.isAlive()) {
            throw new SQLException("it has ended with " + started.exitValue() + lastOfLog());
        }
        return NodeSql.answers(this);
    }

    private String lastOfLog() {
        Path log = data.resolveSibling(data.getFileName() + ".log");
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("[ERROR]"))
                    .findFirst()
                    .map(line -> ": " + line)
                    .orElse("");
        } catch (IOException e) {
            // Without it the exit code has to do.
            return "";
        }
    }

    /** What it has written itself counts as got from the peer, which has all of that. */
    private List<String> follow() {
        return List.of(
                """
                change master to master_host = '127.0.0.1', master_port = %d, master_ssl = 0,
                 master_user = '%s', master_password = '%s', master_connect_retry = 1,
                 master_use_gtid = slave_pos, master_demote_to_slave = 1
                """
                        .formatted(peer, template.admin().user(), template.admin().password()),
                "start slave");
    }

    @Override
    public void stop() throws DatabaseException {
        Process running = process;
        process = null;
        if (running == null) {
            return;
        }
        try {
            askToEnd(running);
            if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                running.destroyForcibly();
                throw new IOException("it still runs after " + STOP_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notEnding(e);
        } catch (IOException e) {
            throw notEnding(e);
        }
    }

    private static DatabaseException notEnding(Exception e) {
        return new DatabaseException(
                "a MariaDB node of a cluster does not end: " + e.getMessage(), e);
    }

    private void askToEnd(Process running) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            // A standby would wait 10 s for acknowledgements of what it has applied.
            statement.execute(standby ? "shutdown" : "shutdown wait for all slaves");
        } catch (SQLException e) {
            // It has ended before it answered; or nobody can log in, and it ends without a replica.
            running.destroy();
        }
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
                    () -> !status(connection, "Slave_IO_Running").equals("Yes"),
                    "its peer still sends");
            String received = status(connection, "Gtid_IO_Pos");
            Patience.until(connection, hasApplied(received), "it does not apply " + received);
            NodeSql.execute(
                    this, List.of("stop slave", "reset slave all", "set global read_only = off"));
            standby = false;
        } catch (SQLException e) {
            throw new DatabaseException("a replica is not promoted: " + e.getMessage(), e);
        }
    }

    private static String status(Connection connection, String column) throws SQLException {
        return NodeSql.ofSource(connection, "show slave status", column);
    }

    private static String hasApplied(String position) {
        return "select master_gtid_wait('" + position + "', 0) = 0";
    }

    /** Writes that are under way would keep {@code read_only} waiting. */
    @Override
    public void endWrites() throws DatabaseException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            endSessions(connection);
            statement.execute("set global read_only = on");
            endSessions(connection);
        } catch (SQLException e) {
            throw new DatabaseException("a writer still takes writes: " + e.getMessage(), e);
        }
    }

    private void endSessions(Connection connection) throws SQLException {
        String user = "'" + cells().user() + "'";
        try (Statement statement = connection.createStatement()) {
            statement.execute("kill user " + user);
        }
        Patience.until(
                connection,
                "select count(*) = 0 from information_schema.processlist where user = " + user,
                "sessions do not end");
    }

    @Override
    public void leavePeer() throws DatabaseException {
        try {
            NodeSql.execute(this, List.of("stop slave io_thread"));
        } catch (SQLException e) {
            throw new DatabaseException("a replica follows on: " + e.getMessage(), e);
        }
    }

    @Override
    public void awaitStandby() throws DatabaseException {
        try (Connection connection = connect()) {
            awaitStandby(connection);
        } catch (SQLException e) {
            throw NodeSql.withoutReader(e);
        }
    }

    @Override
    public void awaitCopyOn(ClusterNode replica) throws DatabaseException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            awaitStandby(connection);
            try (ResultSet row = statement.executeQuery("select @@global.gtid_binlog_pos");
                    Connection other = replica.connect()) {
                row.next();
                Patience.until(other, hasApplied(row.getString(1)), "it does not follow");
            }
        } catch (SQLException e) {
            throw NodeSql.withoutReader(e);
        }
    }

    private static void awaitStandby(Connection connection) throws SQLException {
        Patience.until(
                connection,
                "select variable_value > 0 from information_schema.global_status"
                        + " where variable_name = 'RPL_SEMI_SYNC_MASTER_CLIENTS'",
                "it does not stream");
    }
}
