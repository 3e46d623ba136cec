package dev.poolproof.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.poolproof.model.Names;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The records of a sealed family as JSON. One without components is its name: {@code "all"}; one
 * with one component is {@code {"first": 3}}; others are {@code {"at": {"moment": "query", "nth":
 * 2}}}.
 */
final class Families {
    private Families() {}

    /** All records that the sealed {@code family} permits, however deep, by their names. */
    static Map<String, Class<? extends Record>> of(Class<?> family) {
        Map<String, Class<? extends Record>> types = new LinkedHashMap<>();
        records(family).forEach(type -> types.put(Names.of(type), type.asSubclass(Record.class)));
        return types;
    }

    /** The record of {@code family} that {@code node}, found at {@code key}, is. */
    static Record read(Class<?> family, String key, JsonNode node) {
        Map<String, Class<? extends Record>> types = of(family);
        boolean bare = node.isTextual();
        if (!bare && !(node.isObject() && node.size() == 1)) {
            throw wrong(types, key, node);
        }
        String name = bare ? node.textValue() : node.fieldNames().next();
        Class<? extends Record> type = types.get(name);
        if (type == null || bare != (type.getRecordComponents().length == 0)) {
            throw wrong(types, key, node);
        }
        RecordForm<? extends Record> form = new RecordForm<>(type, new FileNotation());
        return form.read(bare ? Json.object() : fields(type, key, node.get(name)));
    }

    /** {@code value} as {@link #read} reads it back. */
    static JsonNode write(Record value) {
        String name = Names.of(value.getClass());
        ObjectNode fields = new RecordForm<>(value.getClass(), new FileNotation()).write(value);
        if (fields.isEmpty()) {
            return JsonNodeFactory.instance.textNode(name);
        }
        JsonNode inner = fields.size() == 1 ? fields.elements().next() : fields;
        ObjectNode named = Json.object();
        named.set(name, inner);
        return named;
    }

    private static ObjectNode fields(Class<? extends Record> type, String key, JsonNode node) {
        RecordComponent[] components = type.getRecordComponents();
        if (components.length != 1) {
            return Json.asObject(key, node);
        }
        ObjectNode fields = Json.object();
        fields.set(new FileNotation().key(components[0]), node);
        return fields;
    }

    private static ApiError wrong(
            Map<String, Class<? extends Record>> types, String key, JsonNode node) {
        return ApiError.wrong(key, Json.shown(node), "one of " + examples(types));
    }

    private static String examples(Map<String, Class<? extends Record>> types) {
        return String.join(
                ", ",
                types.entrySet().stream()
                        .map(
                                type ->
                                        type.getValue().getRecordComponents().length == 0
                                                ? "\"" + type.getKey() + "\""
                                                : "{\"" + type.getKey() + "\": ...}")
                        .toList());
    }

    private static Stream<Class<?>> records(Class<?> family) {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses()).flatMap(Families::records)
                : Stream.of(family);
    }
}
