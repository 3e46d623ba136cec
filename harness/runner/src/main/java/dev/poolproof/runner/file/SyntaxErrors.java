package dev.poolproof.runner.file;

import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Turns what the YAML parser complains about into words for the author of the file. */
final class SyntaxErrors {
    static final String PLAIN_YAML = "YAML: \"key: value\", indented with spaces";
    static final String BLOCK_SCALAR =
            "a value that starts with > or | is a block of text for YAML";
    static final String QUOTES = "the value in quotes, for example \">= 1\"";

    /** In {@code problem}, {@code %d} is the line in which the parser thinks that it began. */
    private record Advice(String complaint, String problem, String writeInstead) {}

    /** The first whose complaint is part of the parser's own words. */
    private static final List<Advice> ADVICE =
            List.of(
                    new Advice("\\t", "a tab is not allowed here", "spaces instead of the tab"),
                    new Advice("TAB", "a tab is not allowed here", "spaces instead of the tab"),
                    blockScalar("chomping or indentation indicators"),
                    blockScalar("expected a comment or a line break"),
                    blockScalar("character '>' that cannot start"),
                    new Advice(
                            "cannot start any token",
                            "a value cannot start with this character",
                            "the value in quotes"),
                    new Advice(
                            "mapping values are not allowed",
                            "a \": \" inside a value, or a key further right than the keys above it",
                            "the value in quotes, or the key in the column of the keys above it"),
                    new Advice(
                            "could not find expected ':'",
                            "a key without \": \" and a value",
                            "key: value"),
                    new Advice(
                            "expected <block end>",
                            "this does not belong to the block that it stands in",
                            "it in the column of the keys above it, and list items with \"- \""),
                    new Advice(
                            "expected ',' or ']'",
                            "the list that starts in line %d is not closed, or has a \": \" in a value",
                            "[ first, second ], with quotes around a value that has \": \" in it"),
                    new Advice(
                            "expected ',' or '}'",
                            "the block that starts in line %d is not closed, or has a \": \" in a value",
                            "{ key: value }, with quotes around a value that has \": \" in it"),
                    new Advice(
                            "unexpected end of stream",
                            "a quote is opened in line %d and never closed",
                            "the closing quote"),
                    new Advice(
                            "undefined alias",
                            "an alias (*name) without its anchor (&name)",
                            "the value in quotes, or the anchor before the alias"),
                    new Advice(
                            "unknown escape character",
                            "a backslash in double quotes starts an escape that YAML does not have",
                            "the value in single quotes"));

    private SyntaxErrors() {}

    static void add(MarkedYamlEngineException e, Source source) {
        String complaint = e.getProblem() == null ? String.valueOf(e.getContext()) : e.getProblem();
        Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
        int start = e.getContextMark().map(context -> context.getLine() + 1).orElse(1);
        Advice advice =
                ADVICE.stream()
                        .filter(known -> complaint.contains(known.complaint))
                        .findFirst()
                        .orElse(new Advice(complaint, complaint, PLAIN_YAML));
        source.error(
                mark == null ? 1 : mark.getLine() + 1,
                mark == null ? 1 : mark.getColumn() + 1,
                "YAML",
                advice.problem.replace("%d", String.valueOf(start)),
                advice.writeInstead);
    }

    private static Advice blockScalar(String complaint) {
        return new Advice(complaint, BLOCK_SCALAR, QUOTES);
    }
}
