package dev.poolproof.runner.pool.hikari;

import com.zaxxer.hikari.HikariConfig;
import dev.poolproof.runner.setting.Setting;
import dev.poolproof.runner.setting.Settings;
import java.lang.reflect.Method;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The settings of HikariCP that a candidate may name: its own properties, read from its own class.
 */
public final class HikariSettings {
    private static final Set<String> TIMES =
            Set.of(
                    "connectionTimeout",
                    "idleTimeout",
                    "keepaliveTime",
                    "leakDetectionThreshold",
                    "maxLifetime",
                    "validationTimeout");

    /** What the harness itself sets: where the database is, who connects, and the pool's name. */
    private static final Set<String> OURS =
            Set.of(
                    "dataSourceClassName",
                    "dataSourceJNDI",
                    "driverClassName",
                    "jdbcUrl",
                    "password",
                    "poolName",
                    "username");

    private HikariSettings() {}

    /** All of them by name. */
    public static Settings known() {
        Map<String, Setting> known = new TreeMap<>();
        for (Method method : HikariConfig.class.getMethods()) {
            String name = method.getName();
            if (name.startsWith("set") && name.length() > 3 && method.getParameterCount() == 1) {
                String property = Character.toLowerCase(name.charAt(3)) + name.substring(4);
                Class<?> type = method.getParameterTypes()[0];
                if (!OURS.contains(property) && (type.isPrimitive() || type == String.class)) {
                    known.put(property, setting(property, type));
                }
            }
        }
        return new Settings(known);
    }

    private static Setting setting(String property, Class<?> type) {
        if (TIMES.contains(property)) {
            return Setting.duration(ChronoUnit.MILLIS);
        }
        if (type == boolean.class) {
            return Setting.flag();
        }
        return type == String.class ? Setting.text() : Setting.integer();
    }
}
