package dev.poolproof.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * As Toxiproxy has it: keys in snake_case whatever their case, whole numbers throughout, 0 where
 * nothing is given, unknown keys passed over.
 */
final class ToxiproxyNotation implements Notation {
    private final ChronoUnit unit;

    /**
     * @param unit what a duration is counted in
     */
    ToxiproxyNotation(ChronoUnit unit) {
        this.unit = unit;
    }

    @Override
    public String key(RecordComponent component) {
        return snake(component.getName());
    }

    /** {@code averageSize} is {@code average_size}. */
    static String snake(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    @Override
    public @Nullable JsonNode find(ObjectNode given, String key) {
        return Json.find(given, key);
    }

    @Override
    public Object read(RecordComponent component, JsonNode node) {
        if (component.getType() != Duration.class) {
            return JsonValues.read(component.getGenericType(), key(component), node);
        }
        long most = JsonValues.LONGEST.dividedBy(unit.getDuration());
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || Math.abs(node.longValue()) > most) {
            throw ApiError.wrong(
                    key(component),
                    Json.shown(node),
                    "a whole number of "
                            + unit.name().toLowerCase(Locale.ROOT)
                            + ", "
                            + most
                            + " or less");
        }
        return Duration.of(node.longValue(), unit);
    }

    @Override
    public JsonNode write(RecordComponent component, Object value) {
        return value instanceof Duration duration
                ? JsonNodeFactory.instance.numberNode(duration.dividedBy(unit.getDuration()))
                : JsonValues.write(value);
    }

    @Override
    public Object absent(RecordComponent component) {
        return read(component, JsonNodeFactory.instance.numberNode(0));
    }

    @Override
    public void refuseOthers(ObjectNode given, List<String> known) {}
}
