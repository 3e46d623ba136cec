package dev.poolproof.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a record's components are written as the attributes of a toxic. */
interface Notation {
    /** The component's key. */
    String key(RecordComponent component);

    /** What was given for {@code key}; null if nothing was. */
    @Nullable JsonNode find(ObjectNode given, String key);

    /** The component's value. */
    Object read(RecordComponent component, JsonNode node);

    /** What {@link #read} reads back as {@code value}. */
    JsonNode write(RecordComponent component, Object value);

    /** The component's value where nothing was given. */
    Object absent(RecordComponent component);

    /** Refuses keys that are none of {@code known}, if it is to. */
    void refuseOthers(ObjectNode given, List<String> known);
}
