package dev.poolproof.runner.file;

import dev.poolproof.model.ByteSize;
import dev.poolproof.model.Checks;
import dev.poolproof.model.Durations;
import dev.poolproof.model.Names;
import dev.poolproof.model.scenario.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single values. What is wrong with one is added as an error, and {@code null} returned. */
final class Values {
    static final String DURATION_EXAMPLE = "250ms, 2s or 1m30s";
    private static final String SIZE_EXAMPLE = "512B, 16KB or 4MB";
    static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,30}");
    static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");

    /** Names of scenarios and candidates: they become names of files and of test cases. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");

    /** A test of settings needs no more; nanoseconds in a {@code long} end at 292 years. */
    static final Duration LONGEST = Duration.ofDays(365);

    private Values() {}

    static @Nullable Duration duration(Item item) {
        String text = item.text("a duration", DURATION_EXAMPLE);
        if (text == null) {
            return null;
        }
        if (NUMBER.matcher(text).matches()) {
            item.error(item.seen() + " has no unit", DURATION_EXAMPLE);
            return null;
        }
        return duration(item, text, DURATION_EXAMPLE);
    }

    /** Reads {@code text}, which stands in {@code item}. */
    static @Nullable Duration duration(Item item, String text, String writeInstead) {
        Duration duration;
        try {
            duration = Durations.parse(text);
        } catch (IllegalArgumentException e) {
            item.error(Item.quoted(text) + " is not a duration", writeInstead);
            return null;
        }
        if (duration.compareTo(LONGEST) > 0) {
            item.error(Item.quoted(text) + " is longer than a year", "8760h or less");
            return null;
        }
        return duration;
    }

    static @Nullable Duration positiveDuration(Item item) {
        Duration duration = duration(item);
        return duration == null ? null : item.accepted(() -> Checks.positive("it", duration));
    }

    /** A whole number of seconds, at least one. */
    static @Nullable Duration seconds(Item item) {
        Duration duration = positiveDuration(item);
        if (duration == null || duration.equals(Duration.ofSeconds(duration.toSeconds()))) {
            return duration;
        }
        item.error(
                item.seen() + " is not a whole number of seconds",
                Durations.print(Duration.ofSeconds(duration.toSeconds() + 1)));
        return null;
    }

    static @Nullable Integer integer(Item item) {
        String text = digits(item);
        return text == null ? null : integer(item, text);
    }

    /** Reads {@code digits}, which stand in {@code item}. */
    static @Nullable Integer integer(Item item, String digits) {
        try {
            return Integer.valueOf(digits);
        } catch (NumberFormatException e) {
            item.error(item.seen() + " is too large", "a number below " + Integer.MAX_VALUE);
            return null;
        }
    }

    static @Nullable Long wholeNumber(Item item) {
        String text = digits(item);
        return text == null ? null : wholeNumber(item, text);
    }

    /** Reads {@code digits}, which stand in {@code item}. */
    static @Nullable Long wholeNumber(Item item, String digits) {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            item.error(item.seen() + " is too large", "a number below " + Long.MAX_VALUE);
            return null;
        }
    }

    private static @Nullable String digits(Item item) {
        String text = item.text("a whole number", "a whole number, for example 4");
        if (text == null || WHOLE_NUMBER.matcher(text).matches()) {
            return text;
        }
        item.isNot("a whole number", "a whole number, for example 4");
        return null;
    }

    static @Nullable ByteSize size(Item item) {
        String text = item.text("a size", SIZE_EXAMPLE);
        if (text == null) {
            return null;
        }
        if (WHOLE_NUMBER.matcher(text).matches()) {
            item.error(item.seen() + " has no unit", SIZE_EXAMPLE);
            return null;
        }
        try {
            return ByteSize.parse(text);
        } catch (IllegalArgumentException e) {
            item.isNot("a size", SIZE_EXAMPLE);
            return null;
        }
    }

    static @Nullable Pace pace(Item item) {
        String example = "fast, 100KB/s or stall 2s";
        String text = item.text("how fast a client reads", example);
        if (text == null) {
            return null;
        }
        try {
            return Pace.parse(text);
        } catch (IllegalArgumentException e) {
            item.isNot("how fast a client reads", example);
            return null;
        }
    }

    /** A list with at least one value. */
    static <V> @Nullable List<V> list(Item item, ValueReader<V> reader, String example) {
        List<Item> items = item.list(example);
        if (items == null) {
            return null;
        }
        if (items.isEmpty()) {
            item.error("an empty list names nothing", example);
            return null;
        }
        List<V> values = new ArrayList<>();
        for (Item each : items) {
            V value = reader.read(each);
            if (value != null) {
                values.add(value);
            }
        }
        return values.size() == items.size() ? values : null;
    }

    static @Nullable Double number(Item item) {
        String text = item.text("a number", "a number, for example 0.5");
        if (text == null) {
            return null;
        }
        if (!NUMBER.matcher(text).matches()) {
            item.isNot("a number", "a number, for example 0.5");
            return null;
        }
        return Double.valueOf(text);
    }

    /** The one of {@code known} whose name stands in {@code item}. */
    static <E extends Enum<?>> @Nullable E constant(List<E> known, Item item) {
        List<String> names = names(known);
        String text = known(names, item);
        return text == null ? null : known.get(names.indexOf(text));
    }

    static List<String> names(List<? extends Enum<?>> constants) {
        return constants.stream().map(Names::of).toList();
    }

    /** A text that must be one of {@code known}. */
    static @Nullable String known(List<String> known, Item item) {
        String text = item.text("one of " + String.join(", ", known), "one of " + commas(known));
        if (text == null || known.contains(text)) {
            return text;
        }
        item.error(item.seen() + " is not known here", Nearest.advice(text, known));
        return null;
    }

    /** A list of some of {@code known}, each once; at least one. */
    static <E extends Enum<?>> @Nullable Set<E> constants(List<E> known, Item item) {
        String example = "[" + String.join(", ", names(known)) + "], or some of them";
        Set<E> constants = new LinkedHashSet<>();
        List<E> read =
                list(
                        item,
                        each -> {
                            E constant = constant(known, each);
                            if (constant == null || constants.add(constant)) {
                                return constant;
                            }
                            each.error(each.seen() + " is there twice", "it once");
                            return null;
                        },
                        example);
        return read == null ? null : constants;
    }

    /** A text with something in it, without spaces around it. */
    static @Nullable String words(Item item, String example) {
        String text = item.text("a text", example);
        if (text != null && text.isBlank()) {
            item.error(item.seen() + " says nothing", example);
            return null;
        }
        return text == null ? null : text.strip();
    }

    /** Whether {@code text}, which stands in {@code item}, can name a scenario or a candidate. */
    static boolean isName(Item item, String text) {
        if (isName(text)) {
            return true;
        }
        item.error(Item.quoted(text) + " is not a name", nameAdvice(text));
        return false;
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** A name as {@code text} could become one. */
    static String nameAdvice(String text) {
        String name =
                text.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9.]+", "-")
                        .replaceAll("^[-.]+|[-.]+$", "");
        return (name.isEmpty() ? "a-name" : name) + " (lower-case letters, digits, - and .)";
    }

    private static String commas(List<String> known) {
        return String.join(", ", known);
    }
}
