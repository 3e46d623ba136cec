package dev.poolproof.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON as Go's decoder and encoder do for Toxiproxy. */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final int SHOWN_CHARACTERS = 60;

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * The first value of {@code body}; what follows it is not looked at.
     *
     * @throws ApiError if there is none
     */
    static JsonNode parse(String body) {
        JsonNode read;
        try {
            read = MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw ApiError.badRequest(e.getOriginalMessage());
        }
        if (read == null || read.isMissingNode()) {
            throw ApiError.badRequest("EOF");
        }
        return read;
    }

    /**
     * The object that {@code body} is; an empty one for {@code null}.
     *
     * @throws ApiError if it is something else
     */
    static ObjectNode parseObject(String body) {
        return asObject("the body", parse(body));
    }

    /**
     * {@code node}, which stands under {@code key}, as an object; an empty one for {@code null}.
     */
    static ObjectNode asObject(String key, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        if (node.isNull()) {
            return object();
        }
        throw ApiError.wrong(key, shown(node), "an object { ... }");
    }

    /**
     * What stands under {@code key}, whatever its case; null if it is left out or JSON's null, as
     * Go's decoder has it. Of several the exact one is taken, else the last.
     */
    static @Nullable JsonNode find(ObjectNode object, String key) {
        JsonNode found = object.get(key);
        if (found == null) {
            for (var property : object.properties()) {
                if (property.getKey().toLowerCase(Locale.ROOT).equals(key)) {
                    found = property.getValue();
                }
            }
        }
        return found == null || found.isNull() ? null : found;
    }

    /** The text under {@code key}; {@code otherwise} if it is left out. */
    static String text(ObjectNode object, String key, String otherwise) {
        JsonNode node = find(object, key);
        if (node == null) {
            return otherwise;
        }
        if (!node.isTextual()) {
            throw ApiError.wrong(key, shown(node), "a string");
        }
        return node.textValue();
    }

    /** The truth under {@code key}; {@code otherwise} if it is left out. */
    static boolean truth(ObjectNode object, String key, boolean otherwise) {
        JsonNode node = find(object, key);
        if (node == null) {
            return otherwise;
        }
        if (!node.isBoolean()) {
            throw ApiError.wrong(key, shown(node), "true or false");
        }
        return node.booleanValue();
    }

    /** The number under {@code key}; {@code otherwise} if it is left out. */
    static double number(ObjectNode object, String key, double otherwise) {
        JsonNode node = find(object, key);
        if (node == null) {
            return otherwise;
        }
        if (!node.isNumber()) {
            throw ApiError.wrong(key, shown(node), "a number");
        }
        return node.doubleValue();
    }

    /** A number, whole where it can be: Go writes 1 where Java writes 1.0. */
    static JsonNode number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? JsonNodeFactory.instance.numberNode((long) value)
                : JsonNodeFactory.instance.numberNode(value);
    }

    static String print(JsonNode node) {
        return node.toString();
    }

    /** A value as it was read, cut to a length that a message can bear. */
    static String shown(JsonNode node) {
        return cut(node.toString());
    }

    /** As {@link #shown(JsonNode)}, in quotes. */
    static String shown(String text) {
        return cut(JsonNodeFactory.instance.textNode(text).toString());
    }

    private static String cut(String text) {
        return text.length() <= SHOWN_CHARACTERS
                ? text
                : text.substring(0, SHOWN_CHARACTERS) + "...";
    }
}
