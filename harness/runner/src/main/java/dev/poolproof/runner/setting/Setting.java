package dev.poolproof.runner.setting;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a pool or driver.
 *
 * @param kind what its value is
 * @param unit for a duration, the unit in which the artifact itself takes a bare number; {@code
 *     null} for anything else
 * @param finest for a duration, the smallest step that the artifact can tell apart, {@code unit} or
 *     smaller; {@code null} for anything else
 */
public record Setting(SettingKind kind, @Nullable ChronoUnit unit, @Nullable ChronoUnit finest) {
    public Setting {
        boolean hasUnits = unit != null && finest != null;
        if (hasUnits != (kind == SettingKind.DURATION)) {
            throw new IllegalArgumentException(
                    "a duration must have its units and nothing else may, was " + kind);
        }
        if (unit != null && finest != null) {
            suffix(unit);
            if (finest.compareTo(unit) > 0) {
                throw new IllegalArgumentException(
                        "finest must not be larger than " + unit + ", was " + finest);
            }
        }
    }

    /** A time that the artifact takes as a whole number of {@code unit}: h, m, s or ms. */
    public static Setting duration(ChronoUnit unit) {
        return new Setting(SettingKind.DURATION, unit, unit);
    }

    /**
     * A time that the artifact takes as a number of {@code unit} with a fraction, which it can tell
     * apart by {@code finest}; {@code loginTimeout} of pgjdbc is one.
     */
    public static Setting duration(ChronoUnit unit, ChronoUnit finest) {
        return new Setting(SettingKind.DURATION, unit, finest);
    }

    /** A whole number. */
    public static Setting integer() {
        return new Setting(SettingKind.INTEGER, null, null);
    }

    /** {@code true} or {@code false}. */
    public static Setting flag() {
        return new Setting(SettingKind.BOOLEAN, null, null);
    }

    /** Anything. */
    public static Setting text() {
        return new Setting(SettingKind.TEXT, null, null);
    }

    /** Whether the artifact can be told {@code duration} as it is. */
    public boolean canTell(Duration duration) {
        return finest == null || duration.toNanos() % finest.getDuration().toNanos() == 0;
    }

    /** The unit as durations are written: {@code 30} with {@code s} is {@code 30s}. */
    public static String suffix(ChronoUnit unit) {
        return switch (unit) {
            case MILLIS -> "ms";
            case SECONDS -> "s";
            case MINUTES -> "m";
            case HOURS -> "h";
            default ->
                    throw new IllegalArgumentException(
                            "unit must be hours, minutes, seconds or millis, was " + unit);
        };
    }
}
