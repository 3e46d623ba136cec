package dev.poolproof.runner.driver;

import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.setting.Setting;
import dev.poolproof.runner.setting.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The drivers that candidates may name. */
public final class Drivers {
    /** All of them; the first of an engine is its default. */
    public static final List<JdbcDriver> ALL =
            List.of(
                    new PostgresDriver(),
                    AwsWrapperDriver.overPgjdbc(),
                    new MysqlDriver(),
                    new MariaDbDriver(),
                    AwsWrapperDriver.overConnectorJ());

    private Drivers() {}

    /** The driver that reports call {@code name}, as a candidate has it that was planned. */
    public static JdbcDriver named(String name) {
        return ALL.stream()
                .filter(driver -> driver.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no driver is called " + name));
    }

    /** The driver of a candidate that names none, one for each engine. */
    public static List<JdbcDriver> byDefault() {
        return Engine.DATABASES.stream().map(Drivers::byDefault).toList();
    }

    /**
     * The driver that a candidate runs with on {@code engine}: the one that it names, or else the
     * engine's default one; in any case one that has all the settings that the candidate gives.
     *
     * @return {@code null} if the candidate does not run there
     */
    public static @Nullable JdbcDriver of(Candidate candidate, Engine engine) {
        if (candidate.worker() != null || !Engine.DATABASES.contains(engine)) {
            return null; // its driver is its own, or there is nothing to drive
        }
        String artifact =
                candidate.driver() == null
                        ? byDefault(engine).artifact()
                        : candidate.driver().name();
        return ALL.stream()
                .filter(driver -> driver.engine() == engine && driver.artifact().equals(artifact))
                .filter(driver -> hasAll(driver, candidate.driverSettings().keySet()))
                .findFirst()
                .orElse(null);
    }

    private static boolean hasAll(JdbcDriver driver, Set<String> settings) {
        return driver.settings().known().keySet().containsAll(settings);
    }

    /** What a candidate may give each driver, by the name that files have for it. */
    public static Map<String, Settings> settings() {
        Map<String, Settings> settings = new LinkedHashMap<>();
        for (JdbcDriver driver : ALL) {
            settings.merge(driver.artifact(), driver.settings(), Drivers::either);
        }
        return settings;
    }

    private static Settings either(Settings first, Settings second) {
        Map<String, Setting> known = new LinkedHashMap<>(first.known());
        second.known().forEach(known::putIfAbsent);
        return new Settings(known);
    }

    private static JdbcDriver byDefault(Engine engine) {
        return ALL.stream()
                .filter(driver -> driver.engine() == engine)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(engine + " has no driver"));
    }
}
