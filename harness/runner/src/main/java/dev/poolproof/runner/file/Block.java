package dev.poolproof.runner.file;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Keys with their values. Of a key that is there twice the first counts, and an error is added. */
final class Block {
    /** One key with its value; both have the path of the key. */
    record Entry(String name, Item key, Item value) {}

    private final Item item;
    private final Map<String, Entry> entries;

    /** Known keys that an unknown one was probably meant to be. */
    private final Set<String> misspelt = new HashSet<>();

    private Block(Item item, Map<String, Entry> entries) {
        this.item = item;
        this.entries = entries;
    }

    static Block of(Item item, MappingNode mapping) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                Item key = new Item(item.source(), item.path(), tuple.getKeyNode());
                key.error(key.seen() + " cannot be a key", "key: value");
                continue;
            }
            String name = scalar.getValue();
            Item key = item.in(name, scalar);
            if (name.isBlank()) {
                key.error(item.path(), "a key is empty", "key: value");
                continue;
            }
            Entry entry = new Entry(name, key, item.in(name, tuple.getValueNode()));
            Entry first = entries.putIfAbsent(name, entry);
            if (first != null) {
                int line = first.key().node().getStartMark().orElseThrow().getLine() + 1;
                key.error(
                        Item.quoted(name) + " is there twice, first in line " + line,
                        "it once, or another name");
            }
        }
        return new Block(item, entries);
    }

    Item item() {
        return item;
    }

    List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** Adds an error for each key that is not among {@code known}. */
    Block allow(Collection<String> known) {
        return allow(known, List.of());
    }

    /** The same, but for the keys of which {@code told} has errors already. */
    Block allow(Collection<String> known, Collection<Entry> told) {
        for (Entry entry : entries.values()) {
            if (!known.contains(entry.name()) && !told.contains(entry)) {
                String nearest = Nearest.to(entry.name(), known);
                if (nearest != null) {
                    misspelt.add(nearest);
                }
                entry.key()
                        .error(
                                Item.quoted(entry.name()) + " is not known here",
                                Nearest.advice(entry.name(), known));
            }
        }
        return this;
    }

    /** The value of {@code key}, or {@code null} if it is not there. */
    @Nullable Item optional(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    /**
     * The value of {@code key}; if it is not there, an error shows an example, or has told of a
     * misspelling.
     */
    @Nullable Item required(String key, String example) {
        Item value = optional(key);
        if (value == null && !misspelt.contains(key)) {
            String path = item.path().isEmpty() ? key : item.path() + "." + key;
            item.error(path, "is missing", key + ": " + example);
        }
        return value;
    }

    /** What {@code reader} makes of a key that must be there. */
    <T> @Nullable T required(String key, String example, ValueReader<T> reader) {
        Item value = required(key, example);
        return value == null ? null : reader.read(value);
    }

    /** What {@code reader} makes of a key, or {@code otherwise} if it is not there. */
    <T> @Nullable T optional(String key, T otherwise, ValueReader<T> reader) {
        Item value = optional(key);
        return value == null ? otherwise : reader.read(value);
    }

    /** The only entry of a block that must have exactly one. */
    @Nullable Entry only(String writeInstead) {
        return only(List.of(), writeInstead);
    }

    /** The only entry of a block that must have exactly one beside those of {@code others}. */
    @Nullable Entry only(Collection<String> others, String writeInstead) {
        List<Entry> found =
                entries.values().stream().filter(entry -> !others.contains(entry.name())).toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        item.error(
                found.isEmpty()
                        ? "an empty block names nothing"
                        : "one name is expected here, not "
                                + found.size()
                                + ": "
                                + found.stream().map(Entry::name).collect(joining(", ")),
                writeInstead);
        return null;
    }
}
