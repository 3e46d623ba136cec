package dev.poolproof.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.poolproof.model.fault.Default;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** As scenario files have it: keys in kebab-case, durations with units, nothing unknown. */
final class FileNotation implements Notation {
    @Override
    public String key(RecordComponent component) {
        return component
                .getName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public @Nullable JsonNode find(ObjectNode given, String key) {
        JsonNode found = given.get(key);
        return found == null || found.isNull() ? null : found;
    }

    @Override
    public Object read(RecordComponent component, JsonNode node) {
        return JsonValues.read(component.getGenericType(), key(component), node);
    }

    @Override
    public JsonNode write(RecordComponent component, Object value) {
        return JsonValues.write(value);
    }

    @Override
    public Object absent(RecordComponent component) {
        Default otherwise = component.getAnnotation(Default.class);
        if (otherwise == null) {
            throw ApiError.missing(key(component));
        }
        return JsonValues.parse(component.getGenericType(), key(component), otherwise.value());
    }

    @Override
    public void refuseOthers(ObjectNode given, List<String> known) {
        for (Iterator<String> names = given.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw ApiError.wrong(
                        Json.shown(name),
                        "not known here",
                        known.isEmpty() ? "nothing" : "one of " + String.join(", ", known));
            }
        }
    }
}
