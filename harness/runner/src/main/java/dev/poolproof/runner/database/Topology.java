package dev.poolproof.runner.database;

import java.util.Map;

/**
 * What a node of Aurora tells drivers of its cluster, by functions of the same names and columns
 * (Aurora guide, "Aurora PostgreSQL functions"; the AWS JDBC Wrapper's queries). A node knows its
 * own role, and takes the other for the writer as long as it is a reader itself: as in Aurora, the
 * reader that is left names the old writer until it is promoted.
 */
public final class Topology {
    private static final String OWN = "poolproof.instance";
    private static final String OTHER = "poolproof.other_instance";

    /** Replicated like any table; what differs between the nodes are their settings. */
    private static final String SCRIPT =
            """
            set allow_system_table_mods = on;
            create function pg_catalog.aurora_db_instance_identifier() returns text
                language sql stable as $$ select current_setting('%1$s') $$;
            create function pg_catalog.aurora_replica_status() returns table (
                    server_id text, session_id text, replica_lag_in_msec double precision,
                    cpu double precision, last_update_timestamp timestamptz)
                language sql stable as $$
                    select current_setting('%1$s'),
                        case when pg_is_in_recovery() then md5(current_setting('%1$s'))::uuid::text
                            else 'MASTER_SESSION_ID' end,
                        case when pg_is_in_recovery() then 0.0::double precision end,
                        0.0::double precision, now()
                    union all
                    select current_setting('%2$s'),
                        case when pg_is_in_recovery() then 'MASTER_SESSION_ID'
                            else md5(current_setting('%2$s'))::uuid::text end,
                        case when pg_is_in_recovery() then null else 0.0::double precision end,
                        0.0::double precision, now() $$;
            """
                    .formatted(OWN, OTHER);

    private Topology() {}

    /** What the node with this index, 0 or 1, is called. */
    public static String instance(int node) {
        return "instance-" + (node + 1);
    }

    /** Settings of one of two nodes. */
    static Map<String, String> settings(int node) {
        return Map.of(OWN, instance(node), OTHER, instance(1 - node));
    }

    /** Adds the functions to a database, as a superuser. */
    static String script() {
        return SCRIPT;
    }
}
