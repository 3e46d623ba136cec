package dev.poolproof.runner.file;

import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the path of a scenario: presets by name, and bare faults with their values. */
final class PathReader {
    private static final Kinds<Fault> FAULTS = Kinds.of(Fault.class);

    private final Map<String, Hop> presets;

    PathReader(Map<String, Hop> presets) {
        this.presets = presets;
    }

    @Nullable List<Hop> read(Item item) {
        List<Item> items = item.list(example(item));
        if (items == null) {
            return null;
        }
        List<Hop> hops = new ArrayList<>();
        for (Item each : items) {
            Hop hop = each.isScalar() ? preset(each) : fault(each);
            if (hop != null) {
                hops.add(hop);
            }
        }
        return hops.size() == items.size() ? hops : null;
    }

    private @Nullable Hop preset(Item item) {
        String name = item.text("a middlebox", "one of " + String.join(", ", presets.keySet()));
        if (name == null) {
            return null;
        }
        Hop hop = presets.get(name);
        if (hop == null && FAULTS.has(name)) {
            item.error(item.seen() + " is a fault without its values", FAULTS.example(name));
        } else if (hop == null) {
            unknown(item, name);
        }
        return hop;
    }

    private @Nullable Hop fault(Item item) {
        Block block = item.block("a middlebox, or " + FAULTS.example(FAULTS.names().get(0)));
        if (block == null) {
            return null;
        }
        Block.Entry entry = block.only("one fault, each further one as a hop of its own");
        if (entry == null) {
            return null;
        }
        if (!FAULTS.has(entry.name())) {
            if (presets.containsKey(entry.name())) {
                entry.key()
                        .error(
                                Item.quoted(entry.name()) + " is a preset and takes no values",
                                entry.name());
            } else {
                unknown(entry.key(), entry.name());
            }
            return null;
        }
        Fault fault = FAULTS.read(entry);
        return fault == null ? null : new Hop(entry.name(), List.of(fault));
    }

    private void unknown(Item item, String name) {
        List<String> known = new ArrayList<>(presets.keySet());
        known.addAll(FAULTS.names());
        item.error(Item.quoted(name) + " is not known here", Nearest.advice(name, known));
    }

    private static String example(Item item) {
        String name = item.isScalar() && !item.isNothing() ? item.seen().replace("\"", "") : "";
        return name.isEmpty()
                ? "[ nat-gateway ], or [] for nothing in between"
                : "[ " + name + " ]";
    }
}
