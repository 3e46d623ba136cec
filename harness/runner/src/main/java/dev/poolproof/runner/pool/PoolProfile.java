package dev.poolproof.runner.pool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pool makes of its settings.
 *
 * @param size the most connections that it will have open at a time
 * @param filled how many it opens by itself, before anybody borrows
 * @param effective the settings as the pool reads them back, under its own names; times in
 *     milliseconds
 * @param timers those that run while it is used
 */
public record PoolProfile(
        int size, int filled, Map<String, String> effective, List<PoolTimer> timers) {
    public PoolProfile {
        effective = Collections.unmodifiableMap(new LinkedHashMap<>(effective));
        timers = List.copyOf(timers);
    }
}
