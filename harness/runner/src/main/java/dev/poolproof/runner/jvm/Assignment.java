package dev.poolproof.runner.jvm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.poolproof.model.Names;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.artifact.Versions;
import dev.poolproof.runner.driver.Drivers;
import dev.poolproof.runner.driver.JdbcDriver;
import dev.poolproof.runner.pool.PoolKind;
import dev.poolproof.runner.pool.PoolRequest;
import dev.poolproof.runner.setting.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the worker is told by its environment.
 *
 * @param mode what a container keeps from one invocation to the next
 * @param renewAfter a container opens a new pool when its own is older, in production time; {@code
 *     null} if it keeps the first
 * @param pool the pool and its version
 * @param driver the driver and its version
 * @param request what a pool is opened with; times are those of production
 * @param systemProperties that are set while a pool is opened
 * @param scale how many times faster the pool's time runs
 * @param table where writes go
 */
record Assignment(
        Mode mode,
        @Nullable Duration renewAfter,
        Artifact pool,
        Artifact driver,
        PoolRequest request,
        Map<String, String> systemProperties,
        TimeScale scale,
        String table) {
    private static final String POOL = "hikaricp";
    private static final String MODE = "mode";
    private static final String RENEW_AFTER = "renew-after";

    /** Names of settings that are system properties begin with it. */
    private static final String SYSTEM = "system.";

    /** What a container keeps from one invocation to the next. */
    enum Mode {
        /** A pool, which is never closed. */
        GLOBAL,
        /** Nothing: each invocation opens a pool and closes it. */
        NEW_PER_CALL,
        /** A pool without connections: each invocation ends those that it has. */
        INIT_POOLS_AND_CLOSE
    }

    /** The engine that the driver speaks to. */
    Engine engine() {
        return Drivers.named(driver.name()).engine();
    }

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException if a setting is not one of ours, or not what it must be
     */
    static Assignment of(Map<String, String> environment) {
        TimeScale scale =
                new TimeScale(
                        Double.parseDouble(environment.getOrDefault("POOLPROOF_TIME_SCALE", "1")));
        Settings known = PoolKind.named(POOL).settings();
        Map<String, String> ofPool = new TreeMap<>();
        Map<String, String> ofSystem = new TreeMap<>();
        Mode mode = Mode.GLOBAL;
        Duration renewAfter = null;
        String version = Versions.byDefault(POOL);
        for (Map.Entry<String, JsonNode> setting :
                json(environment.getOrDefault("POOLPROOF_SETTINGS", "{}")).properties()) {
            String name = setting.getKey();
            String value = production(setting.getValue(), scale);
            if (name.equals(MODE)) {
                mode = Names.parse(Mode.class, value);
            } else if (name.equals(RENEW_AFTER)) {
                renewAfter = Duration.ofMillis(Long.parseLong(value));
            } else if (name.equals(POOL)) {
                version = value;
            } else if (name.startsWith(SYSTEM)) {
                ofSystem.put(name.substring(SYSTEM.length()), value);
            } else if (known.known().containsKey(name)) {
                ofPool.put(name, value);
            } else {
                throw new IllegalArgumentException(
                        "%s is not known; known are %s, %s, %s, %s and those of HikariCP"
                                .formatted(name, MODE, RENEW_AFTER, POOL, SYSTEM));
            }
        }
        JdbcDriver driver = driver(value(environment, "POOLPROOF_ENGINE"));
        return new Assignment(
                mode,
                renewAfter,
                new Artifact(POOL, version),
                new Artifact(driver.name(), Versions.byDefault(driver.name())),
                new PoolRequest(
                        value(environment, "POOLPROOF_NAME"),
                        version,
                        "%s://%s:%s/%s"
                                .formatted(
                                        driver.scheme(),
                                        value(environment, "POOLPROOF_HOST"),
                                        value(environment, "POOLPROOF_PORT"),
                                        value(environment, "POOLPROOF_DATABASE")),
                        properties(environment, driver.engine()),
                        ofPool),
                ofSystem,
                scale,
                value(environment, "POOLPROOF_TABLE"));
    }

    /** The default one of an engine. */
    private static JdbcDriver driver(String engine) {
        return Drivers.byDefault().stream()
                .filter(driver -> Names.of(driver.engine()).equals(engine))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(engine + " is no engine that it knows"));
    }

    private static Properties properties(Map<String, String> environment, Engine engine) {
        Properties properties = new Properties();
        properties.setProperty("user", value(environment, "POOLPROOF_USER"));
        properties.setProperty("password", value(environment, "POOLPROOF_PASSWORD"));
        if (engine == Engine.POSTGRESQL) {
            properties.setProperty("ApplicationName", value(environment, "POOLPROOF_NAME"));
        } else {
            // MySQL encrypts passwords with the server's key where there is no TLS.
            properties.setProperty("sslMode", "DISABLED");
            properties.setProperty("allowPublicKeyRetrieval", "true");
        }
        return properties;
    }

    /** Numbers are times, which were divided; the pool's clock runs faster instead. */
    private static String production(JsonNode value, TimeScale scale) {
        return value.isNumber()
                ? String.valueOf(Math.round(value.asDouble() * scale.factor()))
                : value.asText();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the settings are no JSON: " + text, e);
        }
    }

    private static String value(Map<String, String> environment, String name) {
        @Nullable String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is not in the environment");
        }
        return value;
    }
}
