package dev.poolproof.runner.file;

import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the path of a scenario: presets by name, and bare faults with their values. */
final class PathReader {
    private static final Kinds<Fault> FAULTS = Kinds.of(Fault.class);

    private static final String EXAMPLE = "{ latency: { latency: 2s }, stream: upstream }";

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
        Block.Entry entry = named(block);
        if (entry == null) {
            return null;
        }
        String name = entry.name();
        if (!FAULTS.has(name)) {
            if (presets.containsKey(name)) {
                entry.key()
                        .error(
                                Item.quoted(name) + " is a preset and takes no values",
                                name + ", without anything beside it");
            } else {
                unknown(entry.key(), name);
            }
            return null;
        }
        Scope scope = ScopeReader.read(block, name, FAULTS.type(name));
        Fault fault = FAULTS.read(entry, ScopeReader.KEYS);
        return fault == null || scope == null ? null : new Hop(name, List.of(fault), scope);
    }

    /** The entry that says what the hop is; the others say where it acts. */
    private Block.@Nullable Entry named(Block block) {
        List<Block.Entry> known =
                block.entries().stream()
                        .filter(entry -> FAULTS.has(entry.name()) || isPreset(entry))
                        .toList();
        if (!block.entries().isEmpty()
                && block.entries().stream()
                        .allMatch(entry -> ScopeReader.KEYS.contains(entry.name()))) {
            block.item()
                    .error(
                            "says where a fault acts, and not which",
                            "the fault too, for example " + EXAMPLE);
            return null;
        }
        if (known.size() != 1) {
            return block.only(ScopeReader.KEYS, "one fault, each further one as a hop of its own");
        }
        List<String> keys = new ArrayList<>(List.of(known.get(0).name()));
        keys.addAll(ScopeReader.KEYS);
        block.allow(keys);
        return known.get(0);
    }

    private boolean isPreset(Block.Entry entry) {
        return presets.containsKey(entry.name());
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
