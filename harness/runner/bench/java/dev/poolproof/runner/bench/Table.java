package dev.poolproof.runner.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Prints series as tables, beside the first one, which was made in real time. */
final class Table {
    private static final String NONE = "-";

    private final List<Series> all;
    private final Series real;

    Table(List<Series> all) {
        this.all = List.copyOf(all);
        this.real = all.get(0);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        all.forEach(
                series ->
                        text.append(series.scale())
                                .append(": ")
                                .append(series.circumstances())
                                .append('\n'));
        text.append("\nSeconds of production, min / mean / max (number)\n\n");
        line(text, "timer", List.of(), series -> series.scale().toString());
        line(text, "---", all, series -> "---");
        for (String row : rows()) {
            line(text, row, all, series -> spread(Series.of(series.measured(), row)));
        }
        text.append("\nDeviation from real time in % beyond the drawn variance: ")
                .append(
                        "of the median / of the mean / of the latest (the first repetition's"
                                + " mean)\n\n");
        line(text, "timer", List.of(), series -> series.scale().toString());
        line(text, "---", all, series -> "---");
        for (String row : rows()) {
            line(text, row, all, series -> deviation(series, row));
        }
        return text.toString();
    }

    private List<String> rows() {
        return real.measured().stream().map(Sample::row).distinct().sorted().toList();
    }

    private void line(
            StringBuilder text, String head, List<Series> columns, Function<Series, String> cell) {
        List<String> cells = new ArrayList<>(List.of(head));
        (columns.isEmpty() ? all : columns).forEach(series -> cells.add(cell.apply(series)));
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String spread(List<Sample> samples) {
        if (samples.isEmpty()) {
            return NONE;
        }
        return format(
                "%.2f / %.2f / %.2f (%d)",
                samples.stream().mapToDouble(Sample::seconds).min().orElseThrow(),
                mean(samples, Sample::seconds),
                samples.stream().mapToDouble(Sample::seconds).max().orElseThrow(),
                samples.size());
    }

    private String deviation(Series series, String row) {
        List<Sample> here = Series.of(series.measured(), row);
        List<Sample> inRealTime = Series.of(real.measured(), row);
        if (here.isEmpty()) {
            return NONE;
        }
        double whole = mean(inRealTime, Sample::seconds);
        double usual = mean(inRealTime, Sample::excess);
        double latest = here.stream().mapToDouble(Sample::excess).max().orElseThrow();
        return format(
                "%+.2f / %+.2f / %+.2f (%+.2f)",
                100 * (median(here) - median(inRealTime)) / whole,
                100 * (mean(here, Sample::excess) - usual) / whole,
                100 * (latest - usual) / whole,
                100 * (mean(Series.of(series.first(), row), Sample::excess) - usual) / whole);
    }

    private static double median(List<Sample> samples) {
        double[] sorted = samples.stream().mapToDouble(Sample::excess).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double mean(List<Sample> samples, ToDoubleFunction<Sample> value) {
        return samples.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
