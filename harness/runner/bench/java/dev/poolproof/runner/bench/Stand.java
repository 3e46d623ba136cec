package dev.poolproof.runner.bench;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.proxy.ProxyEngine;
import dev.poolproof.proxy.TcpProxy;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.pool.OpenPool;
import dev.poolproof.runner.pool.PoolRequest;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Where trials are made at one time scale.
 *
 * @param opener opens a pool whose time runs at {@code scale}
 */
record Stand(
        TimeScale scale,
        Function<PoolRequest, OpenPool> opener,
        Database database,
        ProxyEngine proxies,
        PoolLines lines) {
    private static final AtomicInteger TRIALS = new AtomicInteger();

    /**
     * Opens a pool behind a proxy.
     *
     * @param settings of HikariCP
     * @param path in production time
     */
    Trial open(Map<String, String> settings, List<Hop> path) {
        Traffic traffic = new Traffic();
        TcpProxy proxy =
                proxies.proxy()
                        .upstream(database.address())
                        .path(path.stream().map(hop -> hop.scaled(scale)).toList())
                        .clock(() -> Duration.ofNanos(System.nanoTime()))
                        .events(traffic)
                        .open();
        try {
            PoolRequest request = request(proxy, settings);
            OpenPool pool = opener.apply(request);
            return new Trial(
                    this,
                    request.name(),
                    System.nanoTime(),
                    pool,
                    proxy,
                    traffic,
                    DrawingScheduler.ofThisThread());
        } catch (RuntimeException e) {
            proxy.close();
            throw e;
        }
    }

    private PoolRequest request(TcpProxy proxy, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.setProperty("user", database.credentials().user());
        properties.setProperty("password", database.credentials().password());
        Map<String, String> all = new HashMap<>(settings);
        all.put("scheduledExecutor", DrawingScheduler.class.getName());
        return new PoolRequest(
                "measured-" + TRIALS.incrementAndGet() + "-",
                "7.1.0",
                database.urlThrough(proxy.address(), "jdbc:postgresql", "measured"),
                properties,
                all);
    }

    /** The wall time of a span of production time. */
    long wallNanos(double productionSeconds) {
        return Math.round(productionSeconds * 1e9 / scale.factor());
    }

    /** The production time of a span of wall time, in seconds. */
    double production(long wallNanos) {
        return wallNanos * scale.factor() / 1e9;
    }
}
