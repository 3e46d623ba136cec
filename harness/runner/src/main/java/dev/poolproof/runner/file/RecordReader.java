package dev.poolproof.runner.file;

import dev.poolproof.model.Names;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record of the model from a block whose keys are the record's components in kebab-case. So
 * a new fault or phase needs no reader of its own.
 */
final class RecordReader {
    /** Components whose key is a word that Java keeps for itself. */
    private static final Map<String, String> KEYWORDS = Map.of("lasts", "for");

    private RecordReader() {}

    /** The record, or {@code null} after all that is wrong with the block was added. */
    static <T extends Record> @Nullable T read(Class<T> type, Item item) {
        RecordComponent[] components = type.getRecordComponents();
        List<String> keys = Arrays.stream(components).map(RecordReader::key).toList();
        Block block = item.block(example(type));
        if (block == null) {
            return null;
        }
        block.allow(keys);
        @Nullable Object[] values = new Object[components.length];
        boolean complete = true;
        for (int i = 0; i < components.length; i++) {
            Item value = block.required(keys.get(i), componentExample(components[i]));
            values[i] = value == null ? null : value(components[i], value);
            complete &= values[i] != null;
        }
        return construct(type, block, values, complete);
    }

    /** A block as it could be written: {@code { for: 2s, clients: 4 }}. */
    static String example(Class<? extends Record> type) {
        StringBuilder text = new StringBuilder("{ ");
        for (RecordComponent component : type.getRecordComponents()) {
            text.append(text.length() > 2 ? ", " : "").append(key(component)).append(": ");
            text.append(componentExample(component));
        }
        return text.append(" }").toString();
    }

    /**
     * Has the model check the values. Each value that it refuses gives an error and makes way for a
     * harmless one, as what could not be read does, so that the model tells all that it refuses.
     */
    private static <T extends Record> @Nullable T construct(
            Class<T> type, Block block, @Nullable Object[] values, boolean complete) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] tried = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            tried[i] = value == null ? harmless(components[i]) : value;
        }
        boolean accepted = complete;
        for (int attempt = 0; attempt <= components.length; attempt++) {
            try {
                T made = newInstance(type, tried);
                return accepted ? made : null;
            } catch (IllegalArgumentException e) {
                accepted = false;
                int refused = indexOf(components, e);
                if (refused < 0) {
                    block.item().refused(e);
                    return null;
                }
                Item value = block.optional(key(components[refused]));
                (value == null ? block.item() : value).refused(e);
                tried[refused] = harmless(components[refused]);
            }
        }
        return null;
    }

    private static int indexOf(RecordComponent[] components, IllegalArgumentException e) {
        String name = Item.refusedName(e);
        for (int i = 0; i < components.length; i++) {
            if (key(components[i]).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static <T extends Record> T newInstance(Class<T> type, Object[] values) {
        Class<?>[] types =
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(type + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no usable constructor", e);
        }
    }

    private static @Nullable Object value(RecordComponent component, Item item) {
        Class<?> type = component.getType();
        if (type == Duration.class) {
            return Values.duration(item);
        }
        if (type == int.class) {
            return Values.integer(item);
        }
        return type == Set.class
                ? Values.constants(elements(component), item)
                : Values.constant(constants(component), item);
    }

    private static Object harmless(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == Duration.class) {
            return Duration.ofSeconds(1);
        }
        if (type == int.class) {
            return 1;
        }
        return type == Set.class ? Set.copyOf(elements(component)) : constants(component).get(0);
    }

    private static String componentExample(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == Duration.class) {
            return "2s";
        }
        if (type == int.class) {
            return "4";
        }
        return type == Set.class
                ? "[" + String.join(", ", Values.names(elements(component))) + "]"
                : Names.of(constants(component).get(0));
    }

    private static List<Enum<?>> constants(RecordComponent component) {
        return constants(component.getType());
    }

    private static List<Enum<?>> elements(RecordComponent component) {
        ParameterizedType set = (ParameterizedType) component.getGenericType();
        return constants((Class<?>) set.getActualTypeArguments()[0]);
    }

    private static List<Enum<?>> constants(Class<?> type) {
        if (!type.isEnum()) {
            throw new IllegalStateException(type + " is a type that files cannot hold yet");
        }
        return Arrays.stream(type.getEnumConstants()).<Enum<?>>map(Enum.class::cast).toList();
    }

    private static String key(RecordComponent component) {
        String name = component.getName();
        return KEYWORDS.getOrDefault(name, Kinds.kebab(name));
    }
}
