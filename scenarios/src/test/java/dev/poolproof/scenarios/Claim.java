package dev.poolproof.scenarios;

import static java.util.stream.Collectors.joining;

import dev.poolproof.model.matrix.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A rule of thumb that an incident report states, and the cells that tell whether it holds.
 *
 * @param claim what is said
 * @param report where
 * @param follows cells whose candidate does what the rule says, as {@code scenario/candidate}, on
 *     the first of the scenario's databases, or as {@code scenario/candidate@mysql}
 * @param ignores cells whose candidate does not, to compare with
 * @param holdsIf on what it hangs, if {@code follows} come out differently; empty otherwise
 */
record Claim(
        String claim, String report, List<String> follows, List<String> ignores, String holdsIf) {
    /** Ends the name of a cell that is told of on MySQL, which MariaDB stands for. */
    static final String MYSQL = "@mysql";

    private static final Set<String> KEYS = Set.of("claim", "report", "follows", "ignores", "if");

    Claim {
        follows = List.copyOf(follows);
        ignores = List.copyOf(ignores);
        if (claim.isBlank() || report.isBlank() || follows.isEmpty()) {
            throw new IllegalArgumentException(
                    "a claim must have a text, a report and cells that follow it, was " + claim);
        }
    }

    /** Reads an entry of {@code claims.yaml}. */
    static Claim of(Map<?, ?> entry) {
        if (!KEYS.containsAll(entry.keySet())) {
            throw new IllegalArgumentException(
                    "a claim must have only the keys " + KEYS + ", was " + entry);
        }
        return new Claim(
                text(entry.get("claim")),
                text(entry.get("report")),
                list(entry.get("follows")),
                list(entry.get("ignores")),
                text(entry.get("if")));
    }

    /**
     * What the verdicts of its cells say of it.
     *
     * @param verdicts by cell; {@code null} for one that was not run
     * @throws IllegalArgumentException if the cells come out differently and it does not say on
     *     what that hangs, or the other way round
     */
    String outcome(Function<String, @Nullable Verdict> verdicts) {
        List<Verdict> seen = new ArrayList<>();
        for (String cell : follows) {
            Verdict verdict = verdicts.apply(cell);
            if (verdict != Verdict.PASS && verdict != Verdict.FAIL) {
                return "not all of it was run";
            }
            seen.add(verdict);
        }
        boolean differ = Set.copyOf(seen).size() > 1;
        if (differ == holdsIf.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s: its cells come out %s, and it %s"
                            .formatted(
                                    claim,
                                    seen,
                                    differ ? "must say on what that hangs" : "hangs on nothing"));
        }
        if (differ) {
            return "holds if " + holdsIf;
        }
        return seen.contains(Verdict.PASS) ? "holds" : "does not hold";
    }

    /** Its cells with their verdicts, by scenario. */
    String measured(Function<String, @Nullable Verdict> verdicts) {
        String with = cells(follows, verdicts);
        return ignores.isEmpty() ? with : with + "; without: " + cells(ignores, verdicts);
    }

    private static String cells(List<String> cells, Function<String, @Nullable Verdict> verdicts) {
        Map<String, List<String>> candidates = new LinkedHashMap<>();
        for (String cell : cells) {
            List<String> names = Arrays.asList(cell.split("/", 2));
            candidates
                    .computeIfAbsent(names.get(0), scenario -> new ArrayList<>())
                    .add(told(names.get(names.size() - 1), word(verdicts, cell)));
        }
        return candidates.entrySet().stream()
                .map(entry -> "`" + entry.getKey() + "`: " + String.join(", ", entry.getValue()))
                .collect(joining("; "));
    }

    private static String told(String candidate, String word) {
        return "`%s` %s%s"
                .formatted(
                        candidate.replace(MYSQL, ""),
                        word,
                        candidate.endsWith(MYSQL) ? " on MySQL" : "");
    }

    private static String word(Function<String, @Nullable Verdict> verdicts, String cell) {
        Verdict verdict = verdicts.apply(cell);
        if (verdict == null) {
            return "not run";
        }
        return verdict == Verdict.PASS
                ? "passes"
                : verdict == Verdict.FAIL ? "fails" : verdict + "";
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString().strip();
    }

    private static List<String> list(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : Collections.emptyList();
    }
}
