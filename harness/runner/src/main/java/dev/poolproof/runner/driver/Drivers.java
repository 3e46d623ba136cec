package dev.poolproof.runner.driver;

import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.scenario.Engine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The drivers that candidates may name. */
public final class Drivers {
    /** All of them; the first of an engine is its default. */
    public static final List<JdbcDriver> ALL =
            List.of(
                    new PostgresDriver(),
                    new AwsWrapperDriver(),
                    new MysqlDriver(),
                    new MariaDbDriver());

    private Drivers() {}

    /** The driver that candidates call {@code name}, which was checked when their file was read. */
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
     * engine's default one if that has all the settings that the candidate gives.
     *
     * @return {@code null} if the candidate does not run there
     */
    public static @Nullable JdbcDriver of(Candidate candidate, Engine engine) {
        if (candidate.worker() != null || !Engine.DATABASES.contains(engine)) {
            return null; // its driver is its own, or there is nothing to drive
        }
        if (candidate.driver() != null) {
            JdbcDriver named = named(candidate.driver().name());
            return named.engine() == engine ? named : null;
        }
        JdbcDriver byDefault = byDefault(engine);
        return byDefault
                        .settings()
                        .known()
                        .keySet()
                        .containsAll(candidate.driverSettings().keySet())
                ? byDefault
                : null;
    }

    private static JdbcDriver byDefault(Engine engine) {
        return ALL.stream()
                .filter(driver -> driver.engine() == engine)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(engine + " has no driver"));
    }
}
