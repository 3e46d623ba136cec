package dev.poolproof.runner.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Parses YAML text into the nodes of its documents, which keep their places. */
final class YamlDocuments {
    /** No file here needs ten; the composer recurses, so there must be a limit. */
    private static final int DEEPEST = 50;

    private YamlDocuments() {}

    /** The roots of all documents, or {@code null} after an error was added. */
    static @Nullable List<Node> parse(String text, Source source) {
        LoadSettings settings =
                LoadSettings.builder().setMaxAliasesForCollections(Integer.MAX_VALUE).build();
        List<Node> roots = new ArrayList<>();
        try {
            if (!checkEvents(text, settings, source)) {
                return null;
            }
            new Compose(settings).composeAllFromString(text).forEach(roots::add);
        } catch (MarkedYamlEngineException e) {
            SyntaxErrors.add(e, source);
            return null;
        } catch (ReaderException e) {
            addUnprintable(e, text, source);
            return null;
        } catch (YamlEngineException e) {
            source.error(1, 1, "YAML", String.valueOf(e.getMessage()), SyntaxErrors.PLAIN_YAML);
            return null;
        }
        return ExpandedSize.isBearable(roots, source) ? roots : null;
    }

    private static boolean checkEvents(String text, LoadSettings settings, Source source) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            Optional<String> tag = Optional.empty();
            if (event instanceof CollectionStartEvent start) {
                depth++;
                tag = start.getTag();
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            } else if (event instanceof ScalarEvent scalar) {
                tag = scalar.getTag();
            }
            if (depth > DEEPEST) {
                error(
                        event,
                        source,
                        "is nested deeper than " + DEEPEST + " levels",
                        "fewer levels");
                return false;
            }
            if (tag.isPresent()) {
                error(event, source, "the tag " + tag.get() + " is not allowed", "the value alone");
                return false;
            }
        }
        return true;
    }

    private static void error(Event event, Source source, String problem, String writeInstead) {
        source.error(event.getStartMark().orElseThrow(), "YAML", problem, writeInstead);
    }

    private static void addUnprintable(ReaderException e, String text, Source source) {
        int at = Math.max(0, text.indexOf(Character.toString(e.getCodePoint())));
        String before = text.substring(0, at);
        int lineStart = before.lastIndexOf('\n') + 1;
        source.error(
                (int) before.chars().filter(c -> c == '\n').count() + 1,
                before.codePointCount(lineStart, at) + 1,
                "YAML",
                "the character U+%04X is not allowed".formatted(e.getCodePoint()),
                "printable characters");
    }
}
