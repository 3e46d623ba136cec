package dev.poolproof.proxy.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects what was measured, and prints it as tables. */
final class Report {
    private static final String NONE = "-";

    private final Map<String, Map<String, Map<Integer, Double>>> measures = new LinkedHashMap<>();

    /**
     * @param measure with its unit
     * @param subject whose it is
     */
    void add(String measure, String subject, int round, double value) {
        measures.computeIfAbsent(measure, name -> new LinkedHashMap<>())
                .computeIfAbsent(subject, name -> new TreeMap<>())
                .put(round, value);
        System.err.printf(Locale.ROOT, "%s | %s | %s%n", measure, subject, figure(value));
    }

    /** All measures; of several rounds the median, with the lowest and highest. */
    String values() {
        return table(
                (measure, subject) -> {
                    List<Double> all = sorted(rounds(measure, subject).values());
                    if (all.size() < 2) {
                        return all.isEmpty() ? NONE : figure(all.get(0));
                    }
                    return "%s (%s to %s)"
                            .formatted(
                                    figure(median(all)),
                                    figure(all.get(0)),
                                    figure(all.get(all.size() - 1)));
                });
    }

    /** The median over the rounds of what a subject had in a round for each of another's. */
    String ratiosTo(String other) {
        return table(
                (measure, subject) -> {
                    Map<Integer, Double> others = rounds(measure, other);
                    List<Double> ratios = new ArrayList<>();
                    rounds(measure, subject)
                            .forEach(
                                    (round, value) -> {
                                        Double base = others.get(round);
                                        if (base != null && base != 0) {
                                            ratios.add(value / base);
                                        }
                                    });
                    return ratios.isEmpty() ? NONE : "%.2f".formatted(median(sorted(ratios)));
                });
    }

    private String table(Cell cell) {
        Set<String> subjects = new LinkedHashSet<>();
        measures.values().forEach(values -> subjects.addAll(values.keySet()));
        StringBuilder text = new StringBuilder();
        line(text, "", List.copyOf(subjects));
        line(text, "---", subjects.stream().map(subject -> "---").toList());
        for (String measure : measures.keySet()) {
            line(
                    text,
                    measure,
                    subjects.stream().map(subject -> cell.of(measure, subject)).toList());
        }
        return text.toString();
    }

    private Map<Integer, Double> rounds(String measure, String subject) {
        return measures.getOrDefault(measure, Map.of()).getOrDefault(subject, Map.of());
    }

    private static List<Double> sorted(Iterable<Double> values) {
        List<Double> sorted = new ArrayList<>();
        values.forEach(sorted::add);
        sorted.sort(Comparator.naturalOrder());
        return sorted;
    }

    private static double median(List<Double> sorted) {
        int size = sorted.size();
        return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }

    /** Three digits that mean something. */
    private static String figure(double value) {
        int digits = value == 0 ? 0 : 2 - (int) Math.floor(Math.log10(Math.abs(value)));
        return String.format(Locale.ROOT, "%." + Math.min(3, Math.max(0, digits)) + "f", value);
    }

    private static void line(StringBuilder text, String head, List<String> cells) {
        text.append("| ")
                .append(head)
                .append(" | ")
                .append(String.join(" | ", cells))
                .append(" |\n");
    }

    /** What stands in the table. */
    private interface Cell {
        String of(String measure, String subject);
    }
}
