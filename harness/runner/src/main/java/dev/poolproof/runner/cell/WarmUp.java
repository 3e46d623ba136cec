package dev.poolproof.runner.cell;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.scenario.Tls;
import dev.poolproof.runner.cell.ResolvedArtifacts.Pair;
import dev.poolproof.runner.database.CellTable;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.database.ServerFiles;
import dev.poolproof.runner.driver.Drivers;
import dev.poolproof.runner.driver.JdbcDriver;
import dev.poolproof.runner.pool.OpenPool;
import dev.poolproof.runner.pool.PoolRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a pool and a driver through what cells will ask of them, the failing paths too, so that no
 * cell pays for the first use of their classes: that would be a minute of production time.
 */
final class WarmUp {
    private static final int BORROWS = 30;

    /**
     * Longer than any pool's window in which it trusts a connection without looking, in wall time.
     */
    private static final long IDLE_MILLIS = 60;

    /** How long an exhausted pool is waited for: long enough for a cold driver to connect. */
    private static final long COLD_WALL_NANOS = 1_000_000_000;

    /** The same of a driver that has connected before. */
    private static final long WARM_WALL_NANOS = 300_000_000;

    private static final AtomicLong COUNT = new AtomicLong();
    private static final String PROCESS = Long.toString(ProcessHandle.current().pid(), 36);
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private final Database database;
    private final PoolLoader loader;
    private final Pair pair;
    private final Tls tls;
    private final JdbcDriver driver;
    private final String name = "poolproof-warm-up-" + COUNT.incrementAndGet() + "-" + PROCESS;

    WarmUp(Database database, PoolLoader loader, PoolLoaders.Need need) {
        this.database = database;
        this.loader = loader;
        this.pair = need.pair();
        this.tls = need.tls();
        this.driver = Drivers.named(need.pair().driver().name());
    }

    /** Leaves the loader at {@code scale}. */
    void run(TimeScale scale) {
        pass(TimeScale.REAL, COLD_WALL_NANOS);
        loader.timeScale(scale);
        if (scale.factor() > 1) {
            pass(scale, WARM_WALL_NANOS);
        }
    }

    private void pass(TimeScale scale, long exhaustNanos) {
        PoolRequest request =
                new PoolRequest(
                        name,
                        String.valueOf(pair.pool().version()),
                        database.urlThrough(database.address(), driver.scheme(), name),
                        connectionProperties(),
                        Map.of(
                                "maximumPoolSize",
                                "2",
                                "connectionTimeout",
                                String.valueOf(scale.toProduction(exhaustNanos).toMillis())));
        try (CellTable table = CellTable.create(database, name);
                OpenPool open = loader.openPool(request, Map.of())) {
            DataSource source = open.dataSource();
            for (int i = 0; i < BORROWS; i++) {
                use(source, table);
            }
            exhaust(source);
            breakOne(source);
            meetBroken(source, table);
        } catch (SQLException | RuntimeException e) {
            // Cells of a cold loader are slower, which their jitter and their controls will tell.
            LOG.info("{} could not be warmed up: {}", pair, e.getMessage());
        }
    }

    private Properties connectionProperties() {
        Properties properties = new Properties();
        ServerFiles files = database.files();
        if (files != null) {
            properties.putAll(driver.tlsProperties(Map.of(), tls, files));
        }
        properties.setProperty("user", database.credentials().user());
        properties.setProperty("password", database.credentials().password());
        return properties;
    }

    private static void use(DataSource source, CellTable table) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select id from " + table.name())) {
            statement.execute();
        }
    }

    private static void exhaust(DataSource source) throws SQLException {
        try (Connection first = source.getConnection();
                Connection second = source.getConnection()) {
            expectFailure(source::getConnection);
            first.isValid(1);
            second.isValid(1);
        }
    }

    /** Leaves a dead connection in the pool, which the next borrower's validation meets. */
    private void breakOne(DataSource source) throws SQLException {
        long session;
        try (Connection connection = source.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(database.dialect().ownSession());
                var rows = statement.executeQuery()) {
            rows.next();
            session = rows.getLong(1);
        }
        try (Connection admin = database.connect();
                Statement kill = admin.createStatement()) {
            kill.execute(database.dialect().endSession(session));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS));
    }

    private static void meetBroken(DataSource source, CellTable table) {
        try {
            use(source, table);
        } catch (SQLException expected) {
            // In real time the pool still trusts the connection, and the driver meets the end.
            assert expected.getMessage() != null;
        }
    }

    private static void expectFailure(Borrow borrow) {
        try (Connection unexpected = borrow.connection()) {
            throw new IllegalStateException("an exhausted pool gave a connection: " + unexpected);
        } catch (SQLException expected) {
            // This is the path that was to be warmed up.
            assert expected.getMessage() != null;
        }
    }

    @FunctionalInterface
    private interface Borrow {
        Connection connection() throws SQLException;
    }
}
