package dev.poolproof.runner.file;

import dev.poolproof.model.Names;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Symptom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what an incident is known for. */
final class SymptomReader {
    private static final Pattern SQL_STATE = Pattern.compile("[0-9A-Z]{5}");
    private static final Pattern ERROR = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Pattern SIMPLE_NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");
    private static final List<String> SIGNS =
            List.of("sqlstate", "error", "exception", "message", "log", "took", "server-log");
    static final List<String> KEYS =
            List.of(
                    "candidate",
                    "sqlstate",
                    "error",
                    "exception",
                    "message",
                    "log",
                    "took",
                    "server-log");
    static final String EXAMPLE =
            "{ candidate: as-deployed, sqlstate: \"08006\", message: Connection reset }";

    private SymptomReader() {}

    /**
     * The symptom on each of {@code engines}; none after an error was added.
     *
     * @param item has the signs of all engines, and below the name of one those that differ there
     */
    static @Nullable Map<Engine, Symptom> read(Item item, List<Engine> engines) {
        Block block = item.block(EXAMPLE);
        if (block == null) {
            return null;
        }
        List<String> keys = new ArrayList<>(KEYS);
        keys.addAll(Values.names(engines));
        block.allow(keys);
        Item candidate = block.required("candidate", "as-deployed");
        String name = candidate == null ? null : name(candidate);
        Signs shared = Signs.of(block);
        Map<Engine, Symptom> symptoms = new EnumMap<>(Engine.class);
        List<Engine> silent = new ArrayList<>();
        for (Engine engine : engines) {
            Item own = block.optional(Names.of(engine));
            Block ownBlock = own == null ? null : own.block("{ sqlstate: \"08S01\" }");
            if (ownBlock != null) {
                ownBlock.allow(KEYS);
            }
            Item ownCandidate = ownBlock == null ? null : ownBlock.optional("candidate");
            String shownBy = ownCandidate == null ? name : name(ownCandidate);
            Signs signs = ownBlock == null ? shared : Signs.of(ownBlock).over(shared);
            if (signs.isEmpty()) {
                silent.add(engine);
            } else if (shownBy != null) {
                symptoms.put(engine, signs.of(shownBy));
            }
        }
        if (!silent.isEmpty() && block.entries().stream().noneMatch(SymptomReader::isSign)) {
            String where =
                    silent.size() == engines.size()
                            ? ""
                            : " on " + String.join(", ", Values.names(silent));
            item.error(
                    "a symptom must have at least one of " + String.join(", ", SIGNS) + where,
                    EXAMPLE);
        }
        return symptoms.size() == engines.size() ? symptoms : null;
    }

    private static @Nullable String name(Item candidate) {
        String name = Values.words(candidate, "as-deployed");
        return name != null && Values.isName(candidate, name) ? name : null;
    }

    /** Also of one that cannot be read, of which there is an error already. */
    private static boolean isSign(Block.Entry entry) {
        return SIGNS.contains(entry.name());
    }

    /** What is looked for. */
    private record Signs(
            @Nullable String sqlState,
            @Nullable Integer error,
            @Nullable String exception,
            @Nullable String message,
            @Nullable String log,
            Bound.@Nullable OfDuration took,
            List<String> serverLog) {
        static Signs of(Block block) {
            Item tookItem = block.optional("took");
            return new Signs(
                    matching(
                            block,
                            "sqlstate",
                            SQL_STATE,
                            "an SQLState of five characters",
                            "\"08006\""),
                    number(block),
                    matching(
                            block,
                            "exception",
                            SIMPLE_NAME,
                            "a simple class name",
                            "the class name without its package, for example PSQLException"),
                    words(block, "message", "a part of the message, for example reset"),
                    words(block, "log", "a part of the line, for example is not available"),
                    tookItem == null ? null : BoundReader.time(tookItem),
                    allWords(
                            block,
                            "server-log",
                            "a part of the line, for example decryption failed"));
        }

        Signs over(Signs shared) {
            return new Signs(
                    sqlState == null ? shared.sqlState : sqlState,
                    error == null ? shared.error : error,
                    exception == null ? shared.exception : exception,
                    message == null ? shared.message : message,
                    log == null ? shared.log : log,
                    took == null ? shared.took : took,
                    serverLog.isEmpty() ? shared.serverLog : serverLog);
        }

        boolean isEmpty() {
            return sqlState == null
                    && error == null
                    && exception == null
                    && message == null
                    && log == null
                    && took == null
                    && serverLog.isEmpty();
        }

        Symptom of(String candidate) {
            return new Symptom(
                    candidate, sqlState, error, exception, message, log, took, serverLog);
        }
    }

    private static @Nullable Integer number(Block block) {
        String number = matching(block, "error", ERROR, "a database's number of an error", "1290");
        return number == null ? null : Integer.valueOf(number);
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

    /** One text, or a list of them that must all be found. */
    private static List<String> allWords(Block block, String key, String example) {
        Item item = block.optional(key);
        if (item == null) {
            return List.of();
        }
        if (item.isScalar()) {
            String words = Values.words(item, example);
            return words == null ? List.of() : List.of(words);
        }
        List<String> all = Values.list(item, each -> Values.words(each, example), example);
        return all == null ? List.of() : all;
    }

    private static @Nullable String words(Block block, String key, String example) {
        Item item = block.optional(key);
        return item == null ? null : Values.words(item, example);
    }
}
