package dev.poolproof.runner.pool.hikari;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Has HikariCP throw a connection away on which a write has failed because its node is a reader:
 * what people write for {@code exceptionOverrideClassName}. By itself the pool keeps it, since the
 * SQLState is none of a broken connection.
 */
public final class EvictReadOnly implements SQLExceptionOverride {
    /** PostgreSQL's {@code read_only_sql_transaction}. */
    private static final String READ_ONLY = "25006";

    /** MySQL's and MariaDB's, which have HY000 for an SQLState, as many others. */
    private static final int OPTION_PREVENTS_STATEMENT = 1290;

    @java.lang.Override // The interface has an Override of its own.
    public Override adjudicate(SQLException thrown) {
        return READ_ONLY.equals(thrown.getSQLState())
                        || thrown.getErrorCode() == OPTION_PREVENTS_STATEMENT
                ? Override.MUST_EVICT
                : Override.CONTINUE_EVICT;
    }
}
