package dev.poolproof.runner.database;

import dev.poolproof.proxy.Rewriting;
import java.util.List;
import java.util.Map;

/**
 * What a node of Aurora MySQL tells drivers of its cluster (Aurora guide,
 * "information_schema.replica_host_status"; the AWS JDBC Wrapper's queries), on servers that let
 * nobody add to {@code information_schema} or have variables of his own: a view elsewhere, and
 * variables that they have, under names as long as Aurora's. A node knows its own name by {@code
 * report_host}, and takes the other for the writer as long as it is read-only itself.
 */
public final class MysqlTopology {
    /** Aurora keeps {@code innodb_read_only} by role, MariaDB for as long as the server runs. */
    private static final Rewriting NAMES =
            new Rewriting(
                    Map.of(
                            "information_schema.replica_host_status",
                            "poolproof_topology.replica_host_status",
                            "@@aurora_server_id",
                            "@@report_host     ",
                            "@@innodb_read_only",
                            "@@global.read_only",
                            "'aurora_version'",
                            "'innodb_version'"));

    /**
     * Views may not name variables (error 1351), so functions do. The collation is said, for what
     * literals have depends on the client, and others would not be compared with them (1267).
     */
    private static final List<String> SCRIPT =
            List.of(
                    "create database poolproof_topology",
                    "create function poolproof_topology.own() returns varchar(100) no sql"
                            + " return @@report_host",
                    "create function poolproof_topology.other() returns varchar(100) no sql"
                            + " return if(@@report_host = '%1$s', '%2$s', '%1$s')"
                                    .formatted(Topology.instance(0), Topology.instance(1)),
                    "create function poolproof_topology.writer() returns varchar(100) no sql"
                            + " return if(@@global.read_only, poolproof_topology.other(),"
                            + " poolproof_topology.own())",
                    // MySQL makes no view with a subquery where none is selected (1046).
                    "use poolproof_topology",
                    """
                    create view poolproof_topology.replica_host_status as
                    select SERVER_ID,
                        convert(if(SERVER_ID = poolproof_topology.writer(), 'MASTER_SESSION_ID',
                            sha2(SERVER_ID, 256)) using utf8mb4) collate utf8mb4_bin as SESSION_ID,
                        now(6) as LAST_UPDATE_TIMESTAMP,
                        0e0 as REPLICA_LAG_IN_MILLISECONDS, 0e0 as CPU, 1 as IS_CURRENT
                    from (
                        select convert(poolproof_topology.own() using utf8mb4)
                            collate utf8mb4_bin as SERVER_ID
                        union all select convert(poolproof_topology.other() using utf8mb4)
                            collate utf8mb4_bin) nodes
                    """);

    private MysqlTopology() {}

    /** What a node reads in place of the names that only Aurora has. */
    public static Rewriting names() {
        return NAMES;
    }

    /** The arguments of a node by which it knows its name. */
    static String argument(int node) {
        return "--report-host=" + Topology.instance(node);
    }

    /** Adds all that to a server, as an administrator. */
    static List<String> script() {
        return SCRIPT;
    }
}
