package dev.poolproof.runner.pool;

import java.util.Map;
import java.util.Properties;

/**
 * What a pool is to be opened with.
 *
 * @param name the pool's name in its own log lines
 * @param version the pool's version
 * @param url JDBC URL
 * @param connectionProperties for the driver, credentials included
 * @param settings the pool's own properties under its own names, times in milliseconds
 */
public record PoolRequest(
        String name,
        String version,
        String url,
        Properties connectionProperties,
        Map<String, String> settings) {
    public PoolRequest {
        settings = Map.copyOf(settings);
    }
}
