package dev.poolproof.runner.setting;

import dev.poolproof.model.Durations;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings that a pool or driver has.
 *
 * @param known by the artifact's own names, in the order in which errors list them
 */
public record Settings(Map<String, Setting> known) {
    public Settings {
        known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
    }

    /**
     * What values that were checked already show of their settings: those with a unit are times, in
     * milliseconds.
     */
    public static Settings asWritten(Map<String, String> values) {
        Map<String, Setting> known = new LinkedHashMap<>();
        values.forEach(
                (name, value) ->
                        known.put(
                                name,
                                Durations.isDuration(value)
                                        ? Setting.duration(ChronoUnit.MILLIS)
                                        : Setting.text()));
        return new Settings(known);
    }

    /** Whether the setting called {@code name} is a time. */
    public boolean isTime(String name) {
        Setting setting = known.get(name);
        return setting != null && setting.kind() == SettingKind.DURATION;
    }

    /**
     * Values as the artifact itself takes them: times as numbers of its own unit.
     *
     * @param asWritten values that were checked when they were read
     */
    public Map<String, String> inOwnUnits(Map<String, String> asWritten) {
        Map<String, String> own = new LinkedHashMap<>();
        asWritten.forEach((name, value) -> own.put(name, inOwnUnit(name, value)));
        return own;
    }

    private String inOwnUnit(String name, String value) {
        Setting setting = known.get(name);
        ChronoUnit unit = setting == null ? null : setting.unit();
        return unit == null
                ? value
                : BigDecimal.valueOf(Durations.parse(value).toNanos())
                        .divide(BigDecimal.valueOf(unit.getDuration().toNanos()))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
