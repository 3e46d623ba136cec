package dev.poolproof.runner.file;

import dev.poolproof.model.Names;
import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record of the model from a block whose keys are the record's components in kebab-case. So
 * a new fault or phase needs no reader of its own.
 */
final class RecordReader {
    private RecordReader() {}

    /** The record, or {@code null} after all that is wrong with the block was added. */
    static <T extends Record> @Nullable T read(Class<T> type, Item item) {
        return read(type, item, List.of());
    }

    /**
     * The same, of a block that may have keys beside it.
     *
     * @param beside keys that stand beside the block, which somebody may have put into it
     */
    static <T extends Record> @Nullable T read(
            Class<T> type, Item item, Collection<String> beside) {
        List<Component> components = Component.of(type);
        Block block = item.block(example(type));
        if (block == null) {
            return null;
        }
        List<String> keys = components.stream().map(Component::key).toList();
        List<Block.Entry> misplaced =
                block.entries().stream()
                        .filter(entry -> beside.contains(entry.name()))
                        .filter(entry -> !keys.contains(entry.name()))
                        .toList();
        misplaced.forEach(entry -> standsBeside(entry, Names.of(type)));
        block.allow(keys, misplaced);
        @Nullable Object[] values = new Object[components.size()];
        boolean complete = misplaced.isEmpty();
        for (int i = 0; i < values.length; i++) {
            values[i] = value(block, components.get(i));
            complete &= values[i] != null;
        }
        return construct(type, block, values, complete);
    }

    /** A block as it could be written: {@code { for: 2s, clients: 4 }}. */
    static String example(Class<? extends Record> type) {
        String keys =
                Component.of(type).stream()
                        .map(component -> component.key() + ": " + component.example())
                        .collect(Collectors.joining(", "));
        return keys.isEmpty() ? "{}" : "{ " + keys + " }";
    }

    private static void standsBeside(Block.Entry entry, String name) {
        String value = entry.value().isScalar() ? entry.value().seen().replace("\"", "") : "...";
        entry.key()
                .error(
                        "%s is no key of %s, and stands beside it"
                                .formatted(Item.quoted(entry.name()), name),
                        "{ %s: { ... }, %s: %s }".formatted(name, entry.name(), value));
    }

    private static @Nullable Object value(Block block, Component component) {
        Object byDefault = component.byDefault();
        if (byDefault != null && block.optional(component.key()) == null) {
            return byDefault;
        }
        Item value = block.required(component.key(), component.example());
        return value == null ? null : component.read(value);
    }

    /**
     * Has the model check the values. Each value that it refuses gives an error and makes way for a
     * harmless one, as what could not be read does, so that the model tells all that it refuses.
     */
    private static <T extends Record> @Nullable T construct(
            Class<T> type, Block block, @Nullable Object[] values, boolean complete) {
        List<Component> components = Component.of(type);
        Object[] tried = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            tried[i] = value == null ? components.get(i).harmless() : value;
        }
        boolean accepted = complete;
        for (int attempt = 0; attempt <= values.length; attempt++) {
            try {
                T made = newInstance(type, tried);
                return accepted ? made : null;
            } catch (IllegalArgumentException e) {
                accepted = false;
                int refused =
                        components.stream()
                                .map(Component::key)
                                .toList()
                                .indexOf(String.valueOf(Item.refusedName(e)));
                if (refused < 0) {
                    block.item().refused(e);
                    return null;
                }
                Item value = block.optional(components.get(refused).key());
                (value == null ? block.item() : value).refused(e);
                tried[refused] = components.get(refused).harmless();
            }
        }
        return null;
    }

    private static <T extends Record> T newInstance(Class<T> type, Object[] values) {
        Class<?>[] types =
                Component.of(type).stream().map(Component::type).toArray(Class<?>[]::new);
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
}
