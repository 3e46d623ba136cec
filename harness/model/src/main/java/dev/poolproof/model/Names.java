package dev.poolproof.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names as files write them: a Java name in kebab-case, derived here and never typed twice. */
public final class Names {
    private Names() {}

    /** The file's name of a type: {@code IdleDrop} is {@code idle-drop}. */
    public static String of(Class<?> type) {
        return type.getSimpleName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /** The file's name of a constant: {@code RST_BOTH} is {@code rst-both}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All names of an enumeration in order, with commas between. */
    public static <E extends Enum<E>> String allOf(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(Names::of)
                .collect(Collectors.joining(", "));
    }

    /**
     * The constant that files call {@code name}.
     *
     * @throws IllegalArgumentException if there is none; the message lists the known names
     */
    public static <E extends Enum<E>> E parse(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (of(constant).equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                '"' + name + "\" is not known; known are " + allOf(type));
    }
}
