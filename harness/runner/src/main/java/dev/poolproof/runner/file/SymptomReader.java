package dev.poolproof.runner.file;

import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Symptom;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what an incident is known for. */
final class SymptomReader {
    private static final Pattern SQL_STATE = Pattern.compile("[0-9A-Z]{5}");
    private static final Pattern SIMPLE_NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");
    private static final List<String> SIGNS =
            List.of("sqlstate", "exception", "message", "log", "took");
    static final List<String> KEYS =
            List.of("candidate", "sqlstate", "exception", "message", "log", "took");
    static final String EXAMPLE =
            "{ candidate: as-deployed, sqlstate: \"08006\", message: Connection reset }";

    private SymptomReader() {}

    static @Nullable Symptom read(Item item) {
        Block block = item.block(EXAMPLE);
        if (block == null) {
            return null;
        }
        block.allow(KEYS);
        if (SIGNS.stream().allMatch(key -> block.optional(key) == null)) {
            item.error("a symptom must have at least one of " + String.join(", ", SIGNS), EXAMPLE);
            return null;
        }
        Item candidate = block.required("candidate", "as-deployed");
        String name = candidate == null ? null : Values.words(candidate, "as-deployed");
        if (candidate == null || name == null || !Values.isName(candidate, name)) {
            name = null;
        }
        String sqlState =
                matching(
                        block,
                        "sqlstate",
                        SQL_STATE,
                        "an SQLState of five characters",
                        "\"08006\"");
        String exception =
                matching(
                        block,
                        "exception",
                        SIMPLE_NAME,
                        "a simple class name",
                        "the class name without its package, for example PSQLException");
        String message = words(block, "message", "a part of the message, for example reset");
        String log = words(block, "log", "a part of the line, for example is not available");
        Item tookItem = block.optional("took");
        Bound.OfDuration took = tookItem == null ? null : BoundReader.time(tookItem);
        if (name == null
                || (sqlState == null
                        && exception == null
                        && message == null
                        && log == null
                        && took == null)) {
            return null;
        }
        return new Symptom(name, sqlState, exception, message, log, took);
    }

    private static @Nullable String matching(
            Block block, String key, Pattern form, String kind, String writeInstead) {
        Item item = block.optional(key);
        String text = item == null ? null : item.text(kind, writeInstead);
        if (item == null || text == null || form.matcher(text).matches()) {
            return text;
        }
        item.isNot(kind, writeInstead);
        return null;
    }

    private static @Nullable String words(Block block, String key, String example) {
        Item item = block.optional(key);
        return item == null ? null : Values.words(item, example);
    }
}
