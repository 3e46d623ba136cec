package dev.poolproof.runner.driver;

import dev.poolproof.runner.setting.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Settings of a driver that is not on our own class path, read from a file that says their kinds.
 */
final class NamedKinds {
    private NamedKinds() {}

    /** All that {@code file}, a resource beside this class, names. */
    static Map<String, Setting> read(String file) {
        Properties kinds = new Properties();
        try (InputStream in = NamedKinds.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the jar");
            }
            kinds.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Setting> known = new TreeMap<>();
        kinds.stringPropertyNames()
                .forEach(name -> known.put(name, setting(kinds.getProperty(name))));
        return known;
    }

    private static Setting setting(String kind) {
        return switch (kind) {
            case "flag" -> Setting.flag();
            case "integer" -> Setting.integer();
            case "text" -> Setting.text();
            case "milliseconds" -> Setting.duration(ChronoUnit.MILLIS);
            case "seconds" -> Setting.duration(ChronoUnit.SECONDS);
            default -> throw new IllegalStateException("no setting is a " + kind);
        };
    }
}
