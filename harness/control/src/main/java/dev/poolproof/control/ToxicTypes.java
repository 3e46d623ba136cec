package dev.poolproof.control;

import dev.poolproof.model.Names;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.proxy.Middlebox;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * All types of toxics: Toxiproxy's own under its names, then every other fault and every preset
 * under the names that files have for them.
 */
final class ToxicTypes {
    /** The faults that Toxiproxy has too, with what it counts their durations in. */
    private static final Map<String, ChronoUnit> TOXIPROXYS =
            Map.of(
                    "latency", ChronoUnit.MILLIS,
                    "bandwidth", ChronoUnit.MILLIS,
                    "slow_close", ChronoUnit.MILLIS,
                    "timeout", ChronoUnit.MILLIS,
                    "reset_peer", ChronoUnit.MILLIS,
                    "slicer", ChronoUnit.MICROS,
                    "limit_data", ChronoUnit.MILLIS);

    private final Map<String, ToxicType> types = new LinkedHashMap<>();

    ToxicTypes() {
        Families.of(Fault.class).forEach(this::add);
        for (Middlebox box : Middlebox.values()) {
            types.put(Names.of(box), new PresetType(box));
        }
    }

    /**
     * The type of this name.
     *
     * @throws ApiError if there is none
     */
    ToxicType get(String name) {
        ToxicType type = types.get(name);
        if (type == null) {
            throw ApiError.wrongType(name, types.keySet());
        }
        return type;
    }

    /** The names of all types. */
    Set<String> names() {
        return types.keySet();
    }

    private void add(String name, Class<? extends Record> type) {
        String theirs = name.replace('-', '_');
        ChronoUnit unit = TOXIPROXYS.get(theirs);
        if (unit == null) {
            types.put(name, FaultType.of(type, new FileNotation()));
        } else {
            types.put(theirs, FaultType.of(type, new ToxiproxyNotation(unit)));
        }
    }
}
