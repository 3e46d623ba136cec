package dev.poolproof.runner.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts, from the side, the sessions that the database holds for each cell, and notices when the
 * database is gone.
 */
public final class SessionSampler implements AutoCloseable {
    /**
     * Five times a second: short peaks of a pool that fills last longer, and it costs one query.
     */
    private static final long PERIOD_MILLIS = 200;

    private final Database database;
    private final Map<String, Watch> watches = new ConcurrentHashMap<>();
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "poolproof-sessions");
                        thread.setDaemon(true);
                        return thread;
                    });
    private @Nullable ScheduledFuture<?> sampling;
    private @Nullable Connection connection;
    private volatile @Nullable String lost;

    private SessionSampler(Database database) {
        this.database = database;
    }

    /** Starts to count. */
    public static SessionSampler start(Database database) {
        SessionSampler sampler = new SessionSampler(database);
        sampler.sampling =
                sampler.scheduler.scheduleWithFixedDelay(
                        sampler::sample, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return sampler;
    }

    /**
     * Tells of the sessions of one cell, until {@link #forget}. Both consumers are called from the
     * sampler's thread, or from this one, and must not block.
     *
     * @param count is told the number of sessions whenever it has changed
     * @param gone is told the reason once, when the database is lost, or at once if it already is
     */
    public void watch(String cell, Consumer<Integer> count, Consumer<String> gone) {
        Watch watch = new Watch(count, gone);
        watches.put(cell, watch);
        String reason = lost;
        if (reason != null) {
            watch.lose(reason);
        }
    }

    /** Ends {@link #watch}. */
    public void forget(String cell) {
        watches.remove(cell);
    }

    /**
     * Counts the sessions of one cell now. Takes no session for itself beside the one that it has:
     * there may be none left.
     *
     * @throws SQLException if the database cannot be asked
     */
    public int countNow(String cell) throws SQLException, InterruptedException {
        Future<Integer> count = scheduler.submit(() -> count(connected()).getOrDefault(cell, 0));
        try {
            return count.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException cause
                    ? cause
                    : new SQLException("sessions cannot be counted", e.getCause());
        }
    }

    /** Why the database is lost; {@code null} while it answers. */
    public @Nullable String lost() {
        return lost;
    }

    private void sample() {
        if (lost != null) {
            return;
        }
        try {
            Map<String, Integer> counts = count(connected());
            watches.forEach((name, watch) -> watch.see(counts.getOrDefault(name, 0)));
        } catch (SQLException e) {
            String reason = "the database went away: " + e.getMessage();
            lost = reason;
            watches.values().forEach(watch -> watch.lose(reason));
        }
    }

    /** The sampler's own connection; only for its thread. */
    private Connection connected() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = database.connect();
            connection = open;
        }
        return open;
    }

    private Map<String, Integer> count(Connection open) throws SQLException {
        Map<String, Integer> counts = new HashMap<>();
        try (Statement statement = open.createStatement();
                ResultSet rows = statement.executeQuery(database.dialect().sessionsOfCells())) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getInt(2));
            }
        }
        return counts;
    }

    /** Stops counting; waits until the sampler's thread has ended. */
    @Override
    public void close() {
        if (sampling != null) {
            sampling.cancel(false);
        }
        scheduler.shutdown();
        try {
            scheduler.awaitTermination(15, TimeUnit.SECONDS);
            if (connection != null) {
                connection.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            // The server is gone or going; there is nothing left to release.
            lost = e.getMessage();
        }
    }

    private static final class Watch {
        private final Consumer<Integer> count;
        private final Consumer<String> gone;
        private final AtomicBoolean told = new AtomicBoolean();
        private int last;

        Watch(Consumer<Integer> count, Consumer<String> gone) {
            this.count = count;
            this.gone = gone;
        }

        /** Tells once, though both who watches and who samples may find the database lost. */
        void lose(String reason) {
            if (!told.getAndSet(true)) {
                gone.accept(reason);
            }
        }

        void see(int now) {
            if (now != last) {
                last = now;
                count.accept(now);
            }
        }
    }
}
