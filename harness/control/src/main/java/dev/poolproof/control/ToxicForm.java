package dev.poolproof.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.poolproof.model.Names;
import dev.poolproof.model.fault.Connections;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.Trigger;
import java.util.List;
import java.util.Locale;

/** Toxics as JSON. Beside Toxiproxy's keys there are {@code connections} and {@code from}. */
final class ToxicForm {
    private final ToxicTypes types = new ToxicTypes();

    /**
     * A new toxic.
     *
     * @throws ApiError if {@code given} describes none
     */
    Toxic read(ObjectNode given) {
        String type = Json.text(given, "type", "");
        Direction stream = stream(Json.text(given, "stream", "downstream"));
        String name = Json.text(given, "name", "");
        ToxicType known = types.get(type);
        List<Fault> faults = known.read(attributes(given));
        Scope scope = scope(Scope.DEFAULT.stream(stream), given);
        return new Toxic(
                type, hop(name.isEmpty() ? type + "_" + Names.of(stream) : name, faults, scope));
    }

    /** {@code before} with what {@code given} says of it; name, type and stream stay. */
    Toxic change(Toxic before, ObjectNode given) {
        List<Fault> faults =
                types.get(before.type()).change(before.hop().faults(), attributes(given));
        return new Toxic(
                before.type(), hop(before.name(), faults, scope(before.hop().scope(), given)));
    }

    /** A toxic as the API shows it. */
    ObjectNode write(Toxic toxic) {
        Scope scope = toxic.hop().scope();
        ObjectNode written = Json.object();
        written.set("attributes", types.get(toxic.type()).write(toxic.hop().faults()));
        written.put("name", toxic.name());
        written.put("type", toxic.type());
        written.put("stream", Names.of(scope.stream()));
        written.set("toxicity", Json.number(scope.toxicity()));
        if (!scope.connections().equals(Scope.DEFAULT.connections())) {
            written.set("connections", JsonValues.write(scope.connections()));
        }
        if (!scope.from().equals(Scope.DEFAULT.from())) {
            written.set("from", JsonValues.write(scope.from()));
        }
        return written;
    }

    private static Hop hop(String name, List<Fault> faults, Scope scope) {
        if (name.isBlank()) {
            throw ApiError.wrong("name", Json.shown(name), "a name");
        }
        try {
            return new Hop(name, faults, scope);
        } catch (IllegalArgumentException e) { // a scope that this fault cannot have
            throw ApiError.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Scope scope(Scope before, ObjectNode given) {
        double toxicity = Json.number(given, "toxicity", before.toxicity());
        if (!(toxicity >= 0 && toxicity <= 1)) {
            throw ApiError.wrong("toxicity", String.valueOf(toxicity), "a number from 0 to 1");
        }
        Scope scope = before.toxicity(toxicity);
        JsonNode connections = Json.find(given, "connections");
        if (connections != null) {
            scope =
                    scope.connections(
                            (Connections)
                                    JsonValues.read(Connections.class, "connections", connections));
        }
        JsonNode from = Json.find(given, "from");
        return from == null
                ? scope
                : scope.from((Trigger) JsonValues.read(Trigger.class, "from", from));
    }

    private static ObjectNode attributes(ObjectNode given) {
        JsonNode attributes = Json.find(given, "attributes");
        return attributes == null ? Json.object() : Json.asObject("attributes", attributes);
    }

    /** Toxiproxy knows two; "both" is ours. */
    private static Direction stream(String name) {
        try {
            return Names.parse(Direction.class, name.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ApiError.wrongStream();
        }
    }
}
