package dev.poolproof.runner.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The properties of a Spring Boot file, whichever way their keys are spelt and nested. */
final class SpringProperties {
    /**
     * One property.
     *
     * @param canonical its path in small letters without hyphens, as Spring compares them
     * @param name the last part of its path as it is written
     */
    record Property(String canonical, String name, Item item) {}

    /** Only properties below it are used, so only they are worth an error. */
    private static final String USED = "spring.datasource.";

    /** What has properties below it that are used. */
    private static final List<String> BLOCKS =
            List.of(
                    "spring",
                    "spring.datasource",
                    "spring.datasource.hikari",
                    "spring.datasource.hikari.datasourceproperties");

    private static final List<String> PROFILE_CONDITIONS =
            List.of("spring.config.activate.onprofile", "spring.profiles");

    private final Map<String, Property> properties = new LinkedHashMap<>();

    private SpringProperties() {}

    /** The properties of the document that has {@code root}; it must not be one for a profile. */
    static SpringProperties of(Item root) {
        SpringProperties all = new SpringProperties();
        if (root.block("spring: { datasource: { ... } }") != null) {
            all.add("", root, true);
        }
        for (String path : BLOCKS) {
            Item item = all.value(path);
            if (item != null && !item.isNothing()) {
                item.isNot("a block of keys", "its keys below it, further right");
            }
        }
        for (String condition : PROFILE_CONDITIONS) {
            Item item = all.value(condition);
            if (item != null) {
                item.error(
                        "the first document is only for the profile " + item.seen(),
                        "the settings for every profile as the first document");
            }
        }
        return all;
    }

    /** The value of a property by its canonical path, or {@code null}. */
    @Nullable Item value(String canonical) {
        Property property = properties.get(canonical);
        return property == null ? null : property.item();
    }

    /** All properties whose canonical path starts with {@code prefix}, in the file's order. */
    List<Property> below(String prefix) {
        return properties.values().stream()
                .filter(property -> property.canonical().startsWith(prefix))
                .toList();
    }

    /** {@code text} with its placeholders replaced; {@code null} after an error was added. */
    @Nullable String resolve(Item item, String text) {
        try {
            return new Placeholders(this).resolve(text);
        } catch (Placeholders.Unresolved e) {
            item.error(
                    Item.quoted("${" + e.name() + "}") + " has no value here and no default",
                    "${" + e.name() + ":default}, or its value");
            return null;
        }
    }

    /** {@code text} with its placeholders replaced; {@code null} if one has no value. */
    @Nullable String tryResolve(String text) {
        try {
            return new Placeholders(this).resolve(text);
        } catch (Placeholders.Unresolved e) {
            return null; // the caller can do without
        }
    }

    private void add(String prefix, Item item, boolean overrides) {
        if (!(item.node() instanceof MappingNode mapping)) {
            addLeaf(prefix, item, overrides);
            return;
        }
        List<Node> merged = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                continue; // Spring has no such keys either
            }
            if (key.isPlain() && key.getValue().equals("<<")) {
                merged.add(tuple.getValueNode());
                continue;
            }
            String name = key.getValue();
            String canonical = Nearest.plain(name);
            add(
                    prefix.isEmpty() ? canonical : prefix + "." + canonical,
                    item.in(name, tuple.getValueNode()),
                    overrides);
        }
        for (Node each : merged) {
            for (Node node : each instanceof SequenceNode list ? list.getValue() : List.of(each)) {
                if (node instanceof MappingNode) {
                    add(prefix, new Item(item.source(), item.path(), node), false);
                }
            }
        }
    }

    private void addLeaf(String canonical, Item item, boolean overrides) {
        String name = item.path().substring(item.path().lastIndexOf('.') + 1);
        Property earlier = properties.putIfAbsent(canonical, new Property(canonical, name, item));
        if (earlier != null && overrides && canonical.startsWith(USED)) {
            int line = earlier.item().node().getStartMark().orElseThrow().getLine() + 1;
            item.error("is there twice, first in line " + line, "it once");
        }
    }
}
