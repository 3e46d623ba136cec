package dev.poolproof.runner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.ServerLimits;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server that takes few connections is like, whichever it is. */
@Timeout(180)
abstract class LimitedServerContract {
    private static final int MAX_CONNECTIONS = 12;

    private final Engine engine;
    private final String scheme;
    private final String sqlState;

    LimitedServerContract(Engine engine, String scheme, String sqlState) {
        this.engine = engine;
        this.scheme = scheme;
        this.sqlState = sqlState;
    }

    @Test
    void cellsGetAsManyConnectionsAsApplicationsDoAndTheHarnessCanStillCountThem()
            throws Exception {
        Integer available = new ServerLimits(Map.of(), MAX_CONNECTIONS).forApplications(engine);
        Deque<Connection> open = new ArrayDeque<>();
        try (Database database = Databases.limited(engine, Backend.EMBEDDED, MAX_CONNECTIONS);
                SessionSampler sessions = SessionSampler.start(database);
                CellTable table = CellTable.create(database, "poolproof-1-limits")) {
            sessions.watch("poolproof-1-limits", count -> {}, reason -> {});
            SQLException refused =
                    catchThrowableOfType(SQLException.class, () -> exhaust(database, open));

            assertThat(open).hasSize(available == null ? 0 : available);
            assertThat(refused.getSQLState()).isEqualTo(sqlState);
            assertThat(sessions.countNow("poolproof-1-limits")).isEqualTo(available);
            assertThat(sessions.lost()).isNull();
            try (Statement statement = open.getFirst().createStatement()) {
                statement.execute("insert into " + table.name() + " (id) values (1)");
            }
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }
    }

    /** Opens connections as cells do until one is refused. */
    private void exhaust(Database database, Deque<Connection> open) throws SQLException {
        while (open.size() <= MAX_CONNECTIONS) {
            open.add(
                    DriverManager.getConnection(
                            url(
                                    database.urlThrough(
                                            database.address(), scheme, "poolproof-1-limits")),
                            database.credentials().user(),
                            database.credentials().password()));
        }
    }

    /** The URL by which its sessions are told from others. */
    abstract String url(String url);
}
