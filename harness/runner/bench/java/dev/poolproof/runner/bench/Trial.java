package dev.poolproof.runner.bench;

import dev.poolproof.proxy.TcpProxy;
import dev.poolproof.runner.pool.OpenPool;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * One pool behind one proxy, with what is seen of it from outside.
 *
 * @param openedNanos when the pool was open
 */
record Trial(
        Stand stand,
        String name,
        long openedNanos,
        OpenPool pool,
        TcpProxy proxy,
        Traffic traffic,
        DrawingScheduler scheduler)
        implements AutoCloseable {
    /** Far later than anything that is measured. */
    private static final double PATIENCE_PRODUCTION_SECONDS = 150;

    private static final long PATIENCE_WALL_NANOS = TimeUnit.SECONDS.toNanos(10);

    Connection borrow() throws SQLException {
        return pool.dataSource().getConnection();
    }

    /** When to give up. */
    long untilNanos() {
        return openedNanos + stand.wallNanos(PATIENCE_PRODUCTION_SECONDS) + PATIENCE_WALL_NANOS;
    }

    /** The production time between two moments, in seconds. */
    double between(long fromNanos, long toNanos) {
        return stand.production(toNanos - fromNanos);
    }

    /** The moment so many seconds of production time after another. */
    long after(long nanos, double productionSeconds) {
        return nanos + stand.wallNanos(productionSeconds);
    }

    @Override
    public void close() {
        pool.close();
        scheduler.shutdownNow();
        proxy.close();
    }
}
