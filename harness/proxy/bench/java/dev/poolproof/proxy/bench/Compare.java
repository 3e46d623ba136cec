package dev.poolproof.proxy.bench;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures Poolproof's proxy beside HAProxy, and Toxiproxy where its binary is given, in one run.
 * Arguments: the file for the tables, a directory for configurations and logs, and the four numbers
 * of {@link Plan}. The environment's {@code TOXIPROXY} names the binary.
 */
final class Compare {
    private static final int WARM_UP = -1; // a round that does not count
    private static final int MANY = 16;
    private static final int OPENERS = 4;
    private static final int WARM_UP_WINDOWS = 4; // until the compiler of a JVM is done with it

    private final Plan plan;
    private final Subjects subjects;
    private final Report report;

    private Compare(Plan plan, Subjects subjects, Report report) {
        this.plan = plan;
        this.subjects = subjects;
        this.report = report;
    }

    public static void main(String[] args) throws Exception {
        String given = System.getenv("TOXIPROXY");
        String toxiproxy = given == null || given.isEmpty() ? null : given;
        Path work = Files.createDirectories(Path.of(args[1]));
        Plan plan = Plan.of(args[2], args[3], args[4], args[5]);
        String facts = Machine.facts(toxiproxy);
        Report report = new Report();
        long startNanos = System.nanoTime();
        try (Subjects subjects = new Subjects(work, plan.connections(), toxiproxy)) {
            Compare compare = new Compare(plan, subjects, report);
            compare.sideBySide();
            new Idle(plan, subjects, report).measure();
            new Toxics(plan, subjects, report).measure();
        }
        Files.writeString(Path.of(args[0]), text(plan, report, facts, toxiproxy, startNanos));
    }

    private static String text(
            Plan plan, Report report, String facts, @Nullable String toxiproxy, long startNanos)
            throws IOException {
        StringBuilder text = new StringBuilder("# Results of one run\n\n");
        text.append(facts)
                .append(
                        "- %d rounds of %d ms, %d idle connections, left alone for %d s\n"
                                .formatted(
                                        plan.rounds(),
                                        plan.window().toMillis(),
                                        plan.connections(),
                                        plan.rest().toSeconds()))
                .append("- took %d s, ".formatted((System.nanoTime() - startNanos) / 1_000_000_000))
                .append("load average then ")
                .append(Machine.loadAverage())
                .append("\n\n## Medians of the rounds (lowest to highest)\n\n")
                .append(report.values())
                .append("\n## For each 1 of HAProxy, median of the rounds\n\n")
                .append(report.ratiosTo(Subjects.HAPROXY));
        if (toxiproxy != null) {
            text.append("\n## For each 1 of Toxiproxy, median of the rounds\n\n")
                    .append(report.ratiosTo(Subjects.TOXIPROXY));
        }
        return text.toString();
    }

    /** All that can be measured in turn, round by round. */
    private void sideBySide() throws Exception {
        List<Subject> all = new ArrayList<>(List.of(subjects.direct()));
        all.add(subjects.poolproof(Subjects.PLAIN));
        all.add(subjects.poolproof(Subjects.HOP, "idle-drop=350s"));
        all.add(subjects.haproxy(3600));
        if (subjects.hasToxiproxy()) {
            all.add(subjects.toxiproxy(null));
        }
        List<Measure> measures =
                List.of(
                        (subject, round) -> throughput(subject, round, 1),
                        (subject, round) -> throughput(subject, round, MANY),
                        (subject, round) -> roundTrips(subject, round, 1),
                        (subject, round) -> roundTrips(subject, round, MANY),
                        this::connections);
        for (Measure measure : measures) {
            for (int i = 0; i < WARM_UP_WINDOWS; i++) {
                measure.of(all.get(1), WARM_UP);
                measure.of(all.get(2), WARM_UP);
            }
            for (int round = 0; round < plan.rounds(); round++) {
                for (int i = 0; i < all.size(); i++) {
                    measure.of(all.get((i + round) % all.size()), round);
                }
            }
        }
        for (Subject subject : all.subList(1, all.size())) {
            subject.close();
        }
    }

    private void throughput(Subject subject, int round, int connections) throws Exception {
        double rate = Load.bytesPerSecond(subject.address(), connections, plan.window());
        add("throughput, " + connections + " conn., MB/s", subject, round, rate / 1e6);
    }

    private void roundTrips(Subject subject, int round, int connections) throws Exception {
        Histogram times = Load.roundTrips(subject.address(), connections, plan.window());
        String measure = "round trip, " + connections + " conn., ";
        add(measure + "p50, µs", subject, round, times.getValueAtPercentile(50) / 1e3);
        add(measure + "p99, µs", subject, round, times.getValueAtPercentile(99) / 1e3);
    }

    private void connections(Subject subject, int round) throws Exception {
        double rate = Load.connectionsPerSecond(subject.address(), OPENERS, plan.window());
        add("opened, used, closed, conn./s", subject, round, rate);
    }

    private void add(String measure, Subject subject, int round, double value) {
        if (round != WARM_UP) {
            report.add(measure, subject.name(), round, value);
        }
    }

    /** One figure, or a few, of one subject. */
    private interface Measure {
        void of(Subject subject, int round) throws Exception;
    }
}
