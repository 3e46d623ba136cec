package dev.poolproof.model.scenario;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A PgBouncer between the clients and a PostgreSQL server. Its settings have its own names.
 *
 * @param settings that are no times, as its configuration has them
 * @param times in production; those that are left out are its defaults, of which {@code 0s} is off
 */
public record PgBouncer(Map<String, String> settings, Map<String, Duration> times) {
    /** Where nobody says otherwise. Source: pgbouncer.org, config.html, of version 1.18. */
    private static final Map<String, Duration> DEFAULTS =
            Map.ofEntries(
                    entry("query_wait_timeout", Duration.ofSeconds(120)),
                    entry("client_idle_timeout", Duration.ZERO),
                    entry("client_login_timeout", Duration.ofSeconds(60)),
                    entry("idle_transaction_timeout", Duration.ZERO),
                    entry("query_timeout", Duration.ZERO),
                    entry("server_idle_timeout", Duration.ofSeconds(600)),
                    entry("server_lifetime", Duration.ofSeconds(3600)),
                    entry("server_connect_timeout", Duration.ofSeconds(15)),
                    entry("server_login_retry", Duration.ofSeconds(15)),
                    entry("server_check_delay", Duration.ofSeconds(30)));

    /** Clients that are logged in. */
    private static final Set<String> ENDS_CLIENTS =
            Set.of(
                    "query_wait_timeout",
                    "client_idle_timeout",
                    "idle_transaction_timeout",
                    "query_timeout");

    public PgBouncer {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        Map<String, Duration> all = new LinkedHashMap<>(DEFAULTS);
        all.putAll(times);
        times = Collections.unmodifiableMap(all);
    }

    /** The shortest time after which it ends a client by itself; a day if there is none. */
    public Duration shortest() {
        return times.entrySet().stream()
                .filter(time -> ENDS_CLIENTS.contains(time.getKey()))
                .map(Map.Entry::getValue)
                .filter(time -> !time.isZero())
                .min(Duration::compareTo)
                .orElse(Duration.ofDays(1));
    }
}
