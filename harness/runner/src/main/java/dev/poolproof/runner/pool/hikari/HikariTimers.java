package dev.poolproof.runner.pool.hikari;

import com.zaxxer.hikari.HikariConfig;
import dev.poolproof.runner.pool.PoolTimer;
import dev.poolproof.runner.pool.TimerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The timers of HikariCP, with the variance of each version (its CHANGES, 6.1.0 and 6.3.0). */
final class HikariTimers {
    private HikariTimers() {}

    static List<PoolTimer> of(HikariConfig config, String version) {
        List<PoolTimer> timers = new ArrayList<>();
        add(
                timers,
                "maxLifetime",
                TimerKind.ENDS,
                config.getMaxLifetime(),
                isAtLeast(version, 6, 1) ? 0.25 : 0.025);
        add(
                timers,
                "keepaliveTime",
                TimerKind.REFRESHES,
                config.getKeepaliveTime(),
                isAtLeast(version, 6, 3) ? 0.2 : 0.1);
        if (config.getMinimumIdle() < config.getMaximumPoolSize()) {
            add(timers, "idleTimeout", TimerKind.ENDS, config.getIdleTimeout(), 0);
        }
        add(timers, "connectionTimeout", TimerKind.GIVES_UP, config.getConnectionTimeout(), 0);
        add(timers, "validationTimeout", TimerKind.GIVES_UP, config.getValidationTimeout(), 0);
        add(
                timers,
                "leakDetectionThreshold",
                TimerKind.TELLS,
                config.getLeakDetectionThreshold(),
                0);
        return timers;
    }

    /** Zero stands for a timer that is off. */
    private static void add(
            List<PoolTimer> timers, String setting, TimerKind kind, long millis, double variance) {
        if (millis > 0) {
            timers.add(
                    new PoolTimer(
                            setting,
                            kind,
                            Duration.ofMillis(Math.round(millis * (1 - variance))),
                            Duration.ofMillis(millis)));
        }
    }

    private static boolean isAtLeast(String version, int major, int minor) {
        String[] parts = version.split("[.-]", 3);
        int itsMajor = Integer.parseInt(parts[0]);
        int itsMinor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        return itsMajor > major || (itsMajor == major && itsMinor >= minor);
    }
}
