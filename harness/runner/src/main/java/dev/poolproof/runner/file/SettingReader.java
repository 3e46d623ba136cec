package dev.poolproof.runner.file;

import static java.util.Objects.requireNonNull;

import dev.poolproof.model.Durations;
import dev.poolproof.runner.setting.Setting;
import dev.poolproof.runner.setting.SettingKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks the value of a setting against its kind. What is wrong is added as an error. */
final class SettingReader {
    private SettingReader() {}

    /** A value as a candidates file has it: a duration carries its unit. */
    static @Nullable String withUnit(Item item, Setting setting) {
        String text = item.text("a value", advice(setting));
        if (text == null) {
            return null;
        }
        ChronoUnit unit = setting.unit();
        if (unit == null) {
            return plain(item, text, setting);
        }
        if (text.startsWith("-")) {
            item.error(item.seen() + " is negative", Values.DURATION_EXAMPLE);
            return null;
        }
        if (Values.NUMBER.matcher(text).matches()) {
            item.error(item.seen() + " has no unit", withUnits(text, unit));
            return null;
        }
        return duration(item, text, setting);
    }

    /**
     * A value as the artifact itself is given it, in {@code text}, which stands in {@code item}: a
     * duration is a bare number, and comes back with its unit.
     */
    static @Nullable String bare(Item item, String text, Setting setting) {
        ChronoUnit unit = setting.unit();
        if (unit == null) {
            return plain(item, text, setting);
        }
        if (!Values.NUMBER.matcher(text).matches() || text.startsWith("-")) {
            item.error(
                    Item.quoted(text) + " is not a plain number of " + plural(unit),
                    bareAdvice(text, unit));
            return null;
        }
        Duration duration = times(text, unit);
        if (duration == null) {
            item.error(Item.quoted(text) + " is longer than a year", "less");
            return null;
        }
        if (!setting.canTell(duration)) {
            notTold(item, text, setting, duration, step -> inUnits(step, unit));
            return null;
        }
        String written = text + Setting.suffix(unit);
        return isReadable(written) ? written : Durations.print(duration);
    }

    private static @Nullable String duration(Item item, String text, Setting setting) {
        Duration duration = Values.duration(item, text, Values.DURATION_EXAMPLE);
        if (duration == null) {
            return null;
        }
        if (!setting.canTell(duration)) {
            notTold(item, text, setting, duration, Durations::print);
            return null;
        }
        return text;
    }

    /** Adds that the artifact would round {@code duration}, and what it would round it to. */
    private static void notTold(
            Item item,
            String text,
            Setting setting,
            Duration duration,
            Function<Duration, String> print) {
        ChronoUnit finest = requireNonNull(setting.finest(), "finest");
        Duration step = finest.getDuration();
        Duration below = step.multipliedBy(duration.toNanos() / step.toNanos());
        // Zero is no rounding: it means "without limit" to most artifacts.
        String shorter = below.isZero() ? "" : print.apply(below) + " or ";
        item.error(
                Item.quoted(text) + " is not a whole number of " + plural(finest),
                shorter + print.apply(below.plus(step)));
    }

    private static @Nullable String plain(Item item, String text, Setting setting) {
        boolean right =
                switch (setting.kind()) {
                    case INTEGER -> text.matches("[-+]?\\d{1,18}");
                    case BOOLEAN -> text.equals("true") || text.equals("false");
                    case TEXT, DURATION -> true;
                };
        if (right) {
            return text;
        }
        boolean flag = setting.kind() == SettingKind.BOOLEAN;
        item.error(
                Item.quoted(text) + " is not " + (flag ? "true or false" : "a whole number"),
                advice(setting));
        return null;
    }

    private static String advice(Setting setting) {
        return switch (setting.kind()) {
            case DURATION -> Values.DURATION_EXAMPLE;
            case INTEGER -> "a whole number, for example 10";
            case BOOLEAN -> "true or false";
            case TEXT -> "a text, or \"\" for an empty one";
        };
    }

    /** {@code 240000} as {@code 240000ms or 4m}. */
    private static String withUnits(String number, ChronoUnit unit) {
        String direct = number + Setting.suffix(unit);
        Duration duration = times(number, unit);
        if (duration == null || !isReadable(direct)) {
            return Values.DURATION_EXAMPLE;
        }
        String printed = Durations.print(duration);
        return printed.equals(direct) || duration.isZero() ? direct : direct + " or " + printed;
    }

    private static String bareAdvice(String text, ChronoUnit unit) {
        try {
            return inUnits(Durations.parse(text), unit);
        } catch (IllegalArgumentException e) {
            return "a number of " + plural(unit); // there is nothing better to offer
        }
    }

    /** {@code 1m30s} in seconds is {@code 90}. */
    private static String inUnits(Duration duration, ChronoUnit unit) {
        BigDecimal millis = BigDecimal.valueOf(duration.toMillis());
        BigDecimal unitMillis = BigDecimal.valueOf(unit.getDuration().toMillis());
        return millis.divide(unitMillis, MathContext.DECIMAL64)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static @Nullable Duration times(String number, ChronoUnit unit) {
        BigDecimal nanos =
                new BigDecimal(number).multiply(BigDecimal.valueOf(unit.getDuration().toNanos()));
        return nanos.abs().compareTo(BigDecimal.valueOf(Values.LONGEST.toNanos())) > 0
                ? null
                : Duration.ofNanos(nanos.longValue());
    }

    private static boolean isReadable(String text) {
        try {
            Durations.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false; // more digits than a duration may have
        }
    }

    private static String plural(ChronoUnit unit) {
        return switch (unit) {
            case MILLIS -> "milliseconds";
            default -> unit.toString().toLowerCase(Locale.ROOT);
        };
    }
}
