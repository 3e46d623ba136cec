package dev.poolproof.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * One record of the model as a JSON object, whatever its components: a new fault needs no reader.
 */
final class RecordForm<T extends Record> {
    private final Class<T> type;
    private final Notation notation;
    private final List<RecordComponent> components;

    RecordForm(Class<T> type, Notation notation) {
        this.type = type;
        this.notation = notation;
        this.components = List.of(type.getRecordComponents());
    }

    /**
     * The record that {@code given} describes.
     *
     * @throws ApiError if it cannot be one
     */
    T read(ObjectNode given) {
        notation.refuseOthers(given, components.stream().map(notation::key).toList());
        return newInstance(components.stream().map(component -> value(component, given)).toArray());
    }

    /** {@code before} with what {@code given} says of it. */
    T change(Record before, ObjectNode given) {
        ObjectNode all = Json.object();
        notation.refuseOthers(given, components.stream().map(notation::key).toList());
        for (RecordComponent component : components) {
            JsonNode node = notation.find(given, notation.key(component));
            all.set(notation.key(component), node == null ? written(component, before) : node);
        }
        return read(all);
    }

    /** {@code value} as {@link #read} reads it back. */
    ObjectNode write(Record value) {
        ObjectNode written = Json.object();
        for (RecordComponent component : components) {
            written.set(notation.key(component), written(component, value));
        }
        return written;
    }

    private Object value(RecordComponent component, ObjectNode given) {
        JsonNode node = notation.find(given, notation.key(component));
        return node == null ? notation.absent(component) : notation.read(component, node);
    }

    private JsonNode written(RecordComponent component, Record value) {
        try {
            return notation.write(component, component.getAccessor().invoke(value));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    private T newInstance(Object[] values) {
        Class<?>[] types =
                components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                throw ApiError.badRequest(inOurKeys(String.valueOf(refusal.getMessage())));
            }
            throw new IllegalStateException(
                    type + " failed for " + Arrays.toString(values), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no usable constructor", e);
        }
    }

    /** The model names its components as files do. */
    private String inOurKeys(String message) {
        String ours = message;
        for (RecordComponent component : components) {
            ours = ours.replace(new FileNotation().key(component), notation.key(component));
        }
        return ours;
    }
}
