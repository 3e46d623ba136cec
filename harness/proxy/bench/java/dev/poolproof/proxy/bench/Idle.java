package dev.poolproof.proxy.bench;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.time.Duration;

/** Measures what many idle connections cost, and how true their timers are. */
final class Idle {
    private static final Duration SPREAD = Duration.ofSeconds(2);
    private static final int TIMER_SECONDS = 8; // all must be open before the first fires
    private static final int WARM_UP_SECONDS = 2;
    private static final int WARM_UPS = 4;

    private final Plan plan;
    private final Subjects subjects;
    private final Report report;

    Idle(Plan plan, Subjects subjects, Report report) {
        this.plan = plan;
        this.subjects = subjects;
        this.report = report;
    }

    void measure() throws IOException, InterruptedException {
        cost(subjects.poolproof(Subjects.PLAIN), true);
        cost(subjects.poolproof(Subjects.HOP, "idle-drop=350s"), true);
        cost(subjects.haproxy(3600), false);
        if (subjects.hasToxiproxy()) {
            cost(subjects.toxiproxy(null), false);
        }
        timers(warm());
        timers(subjects.haproxy(TIMER_SECONDS));
    }

    @SuppressWarnings("try") // that connections are open is all that is wanted of them
    private void cost(Subject subject, boolean heap) throws IOException, InterruptedException {
        try (subject) {
            try (Crowd few = new Crowd(subject.address(), 100, Duration.ZERO)) {
                Load.await(Duration.ofMillis(100)); // what is made once is made
            }
            Load.await(Duration.ofMillis(500));
            long heapBefore = heap ? subject.heapBytes() : 0;
            long residentBefore = subject.residentBytes();
            long filesBefore = subject.openFiles();
            try (Crowd crowd = new Crowd(subject.address(), plan.connections(), Duration.ZERO)) {
                Load.await(Duration.ofSeconds(1));
                double before = subject.processorSeconds();
                Load.await(plan.rest());
                double used = subject.processorSeconds() - before;
                add(
                        "idle conn.: processor, % of one",
                        subject, 100 * used / plan.rest().toSeconds());
                add("idle conn.: files", subject, each(subject.openFiles() - filesBefore));
                add(
                        "idle conn.: resident, KiB",
                        subject,
                        each(subject.residentBytes() - residentBefore) / 1024);
                if (heap) {
                    add(
                            "idle conn.: heap, KiB",
                            subject,
                            each(subject.heapBytes() - heapBefore) / 1024);
                }
            }
        }
    }

    /** One whose code for what is measured next has been compiled. */
    private Subject warm() throws IOException {
        Subject subject = subjects.poolproof(Subjects.HOP, "idle-close=" + WARM_UP_SECONDS + "s");
        for (int i = 0; i < WARM_UPS; i++) {
            try (Crowd few =
                    new Crowd(subject.address(), plan.connections() / WARM_UPS, Duration.ZERO)) {
                few.lateness(Duration.ofSeconds(WARM_UP_SECONDS));
            }
        }
        subject.become("idle-close=" + TIMER_SECONDS + "s");
        return subject;
    }

    private void timers(Subject subject) throws IOException {
        Duration pause = SPREAD.dividedBy(plan.connections());
        try (subject;
                Crowd crowd = new Crowd(subject.address(), plan.connections(), pause)) {
            Histogram late = crowd.lateness(Duration.ofSeconds(TIMER_SECONDS));
            if (late.getTotalCount() < plan.connections()) {
                throw new IOException(subject.name() + " has not ended all idle connections");
            }
            add("idle timer: off by, p50, ms", subject, late.getValueAtPercentile(50) / 1e6);
            add("idle timer: off by, p99, ms", subject, late.getValueAtPercentile(99) / 1e6);
        }
    }

    private double each(long all) {
        return (double) all / plan.connections();
    }

    private void add(String measure, Subject subject, double value) {
        report.add(measure, subject.name(), 1, value);
    }
}
