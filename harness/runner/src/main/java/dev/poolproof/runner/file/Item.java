package dev.poolproof.runner.file;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A key or value in a file. What it cannot be read as, it adds as an error, and returns {@code
 * null}.
 *
 * @param path the keys that lead to it; empty for a whole document
 */
record Item(Source source, String path, Node node) {
    private static final int LONGEST_QUOTE = 60;

    /** The words of the model's constructors: {@code clients must be 1 or more, was 0}. */
    private static final Pattern REFUSAL =
            Pattern.compile("(?<name>.*?) (?<rule>must (?<rest>.*?))(, was .*)?");

    /** The item under {@code key}, or the key itself, depending on {@code child}. */
    Item in(String key, Node child) {
        return new Item(source, path.isEmpty() ? key : path + "." + key, child);
    }

    private Item at(int index, Node child) {
        return new Item(source, path + "[" + index + "]", child);
    }

    void error(String problem, String writeInstead) {
        error(path, problem, writeInstead);
    }

    /** Adds an error that stands here but concerns {@code key}. */
    void error(String key, String problem, String writeInstead) {
        source.error(
                node.getStartMark().orElseThrow(),
                key.isEmpty() ? "file" : key,
                problem,
                writeInstead);
    }

    /** Adds that this is not what belongs here, for example {@code a duration}. */
    void isNot(String kind, String writeInstead) {
        error(isNothing() ? "is empty, not " + kind : seen() + " is not " + kind, writeInstead);
    }

    /** Adds what a constructor of the model said against the value that was read here. */
    void refused(IllegalArgumentException e) {
        Matcher match = REFUSAL.matcher(String.valueOf(e.getMessage()));
        if (!match.matches()) {
            error(seen() + ": " + e.getMessage(), "another value");
            return;
        }
        String rest = match.group("rest");
        error(
                seen() + " " + match.group("rule"),
                rest.startsWith("be ") ? "a value that is " + rest.substring(3) : "another value");
    }

    /** What the model makes of the value, or {@code null} after the error that it was refused. */
    <T> @Nullable T accepted(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            refused(e);
            return null;
        }
    }

    /** The component that a constructor of the model complained about. */
    static @Nullable String refusedName(IllegalArgumentException e) {
        Matcher match = REFUSAL.matcher(String.valueOf(e.getMessage()));
        return match.matches() ? match.group("name") : null;
    }

    boolean isNothing() {
        return node instanceof ScalarNode scalar && scalar.isPlain() && scalar.getValue().isEmpty();
    }

    /** Whether it is a text that starts with {@code >} or {@code |} in the line before. */
    private boolean isBlockText() {
        return node instanceof ScalarNode scalar
                && (scalar.getScalarStyle() == ScalarStyle.FOLDED
                        || scalar.getScalarStyle() == ScalarStyle.LITERAL);
    }

    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    boolean isBlock() {
        return node instanceof MappingNode;
    }

    /** What was read, for errors. */
    String seen() {
        if (node instanceof ScalarNode scalar) {
            return isNothing() ? "nothing" : quoted(scalar.getValue());
        }
        boolean empty =
                node instanceof SequenceNode sequence
                        ? sequence.getValue().isEmpty()
                        : ((MappingNode) node).getValue().isEmpty();
        return (empty ? "an empty " : "a ") + (node instanceof SequenceNode ? "list" : "block");
    }

    /** {@code text} in quotes, on one line and not too long. */
    static String quoted(String text) {
        String line = text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST_QUOTE
                ? '"' + line + '"'
                : '"' + line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + "...\"";
    }

    /** The text as it stands in the file, so {@code 08006} keeps its zeros. */
    @Nullable String text(String kind, String writeInstead) {
        if (node instanceof ScalarNode scalar && !isNothing()) {
            return scalar.getValue();
        }
        isNot(kind, writeInstead);
        return null;
    }

    /** Like {@link #text}, for a value that may start with a sign that YAML takes for its own. */
    @Nullable String comparison(String kind, String writeInstead) {
        if (isBlockText()) {
            error(SyntaxErrors.BLOCK_SCALAR, SyntaxErrors.QUOTES);
            return null;
        }
        return text(kind, writeInstead);
    }

    @Nullable List<Item> list(String writeInstead) {
        if (!(node instanceof SequenceNode sequence)) {
            isNot("a list", writeInstead);
            return null;
        }
        List<Item> items = new ArrayList<>();
        for (Node child : sequence.getValue()) {
            items.add(at(items.size(), child));
        }
        return items;
    }

    @Nullable Block block(String writeInstead) {
        if (!(node instanceof MappingNode mapping)) {
            isNot("a block of keys", writeInstead);
            return null;
        }
        return Block.of(this, mapping);
    }
}
