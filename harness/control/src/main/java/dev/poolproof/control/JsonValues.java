package dev.poolproof.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.poolproof.model.Durations;
import dev.poolproof.model.Names;
import io.netty.util.NetUtil;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Values of the model's records as JSON: durations as {@code "1m30s"}, constants by the names that
 * files have for them, sets and lists as arrays, addresses as numbers with dots or colons. {@link
 * Families} has the records within records.
 */
final class JsonValues {
    /** As files have it; nanoseconds in a {@code long} end at 292 years. */
    static final Duration LONGEST = Duration.ofDays(365);

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonValues() {}

    /**
     * The value of a component of type {@code type} that {@code node}, found at {@code key}, is.
     */
    static Object read(Type type, String key, JsonNode node) {
        if (type instanceof ParameterizedType several) {
            return elements(several, key, node);
        }
        Class<?> single = (Class<?>) type;
        if (single == int.class || single == long.class) {
            return whole(single, key, node);
        }
        if (single == double.class) {
            return matching(node.isNumber(), key, node, "a number").doubleValue();
        }
        if (single == boolean.class) {
            return matching(node.isBoolean(), key, node, "true or false").booleanValue();
        }
        if (single.isInterface() && single.isSealed()) { // later JDKs seal InetAddress, a class
            return Families.read(single, key, node);
        }
        return fromText(single, key, node);
    }

    /** {@code value} as {@link #read} reads it back. */
    static JsonNode write(Object value) {
        if (value instanceof Collection<?> several) {
            ArrayNode array = NODES.arrayNode();
            inOrder(several).forEach(each -> array.add(write(each)));
            return array;
        }
        if (value instanceof Double number) {
            return Json.number(number);
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        if (value instanceof Record nested) {
            return Families.write(nested);
        }
        return NODES.textNode(text(value));
    }

    /** What {@code text}, written as in a file, says for a component of this type. */
    static Object parse(Type type, String key, String text) {
        if (type instanceof ParameterizedType) {
            ArrayNode array = NODES.arrayNode();
            Arrays.stream(text.replaceAll("[\\[\\]\\s]", "").split(",", 0))
                    .filter(element -> !element.isEmpty())
                    .forEach(array::add);
            return read(type, key, array);
        }
        if (type == int.class || type == long.class) {
            return read(type, key, NODES.numberNode(Long.parseLong(text)));
        }
        if (type == double.class) {
            return Double.valueOf(text);
        }
        if (type == boolean.class) {
            return Boolean.valueOf(text);
        }
        return read(type, key, TextNode.valueOf(text));
    }

    private static Object whole(Class<?> type, String key, JsonNode node) {
        String wanted = "a whole number, for example 4";
        matching(node.isIntegralNumber(), key, node, wanted);
        if (type == int.class) {
            return matching(node.canConvertToInt(), key, node, wanted).intValue();
        }
        return matching(node.canConvertToLong(), key, node, wanted).longValue();
    }

    private static Collection<Object> elements(ParameterizedType type, String key, JsonNode node) {
        matching(node.isArray(), key, node, "an array [ ... ]");
        boolean once = type.getRawType() == Set.class;
        Collection<Object> read = once ? new LinkedHashSet<>() : new ArrayList<>();
        for (JsonNode each : node) {
            read.add(read(type.getActualTypeArguments()[0], key, each));
        }
        return read;
    }

    private static Object fromText(Class<?> type, String key, JsonNode node) {
        if (type == Long.class || type == Integer.class) {
            return whole(type == Long.class ? long.class : int.class, key, node);
        }
        String text = matching(node.isTextual(), key, node, example(type)).textValue();
        try {
            if (type == Duration.class) {
                return duration(text);
            }
            if (type == InetAddress.class) {
                return address(text);
            }
            if (type.isEnum()) {
                return constant(type, text);
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw ApiError.wrong(key, Json.shown(node), example(type));
        }
        if (type != String.class) {
            throw new IllegalStateException(type + " is a type that the API cannot hold yet");
        }
        return text;
    }

    private static Duration duration(String text) {
        Duration read = Durations.parse(text);
        if (read.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("longer than a year");
        }
        return read;
    }

    private static InetAddress address(String text) {
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(text);
        if (address == null) {
            throw new IllegalArgumentException("not an address");
        }
        return address;
    }

    private static Object constant(Class<?> type, String name) {
        return constants(type).stream()
                .filter(constant -> Names.of(constant).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not known"));
    }

    private static List<Enum<?>> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).<Enum<?>>map(Enum.class::cast).toList();
    }

    private static String example(Class<?> type) {
        if (type == Duration.class) {
            return "a duration of a year or less, such as \"250ms\", \"2s\" or \"1m30s\"";
        }
        if (type == InetAddress.class) {
            return "an IP address such as \"127.0.0.1\"";
        }
        if (type.isEnum()) {
            return "one of "
                    + constants(type).stream().map(Names::of).collect(Collectors.joining(", "));
        }
        return "a string";
    }

    private static String text(Object value) {
        if (value instanceof Duration duration) {
            return Durations.print(duration);
        }
        if (value instanceof Enum<?> constant) {
            return Names.of(constant);
        }
        return value instanceof InetAddress address
                ? address.getHostAddress()
                : String.valueOf(value);
    }

    /** Elements of sets, constants and numbers, in their own order, so that answers are alike. */
    private static Stream<?> inOrder(Collection<?> several) {
        return several instanceof Set<?> ? several.stream().sorted() : several.stream();
    }

    private static JsonNode matching(boolean matches, String key, JsonNode node, String wanted) {
        if (!matches) {
            throw ApiError.wrong(key, Json.shown(node), wanted);
        }
        return node;
    }
}
