package dev.poolproof.proxy.bench;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Measures how exact faults are that have an amount. */
final class Toxics {
    private static final List<Duration> LATENCIES =
            List.of(Duration.ofMillis(10), Duration.ofSeconds(1));
    private static final List<Integer> RATES = List.of(100, 1_000, 10_000, 100_000); // KB/s
    private static final int CONNECTIONS = 50; // each with a message under way half of the time
    private static final Client ROUND_TRIP = Load::roundTripNanos;
    private static final long MOST_NANOS = Duration.ofMinutes(1).toNanos();

    private final Plan plan;
    private final Subjects subjects;
    private final Report report;

    Toxics(Plan plan, Subjects subjects, Report report) {
        this.plan = plan;
        this.subjects = subjects;
        this.report = report;
    }

    void measure() throws Exception {
        for (Duration latency : LATENCIES) {
            long millis = latency.toMillis();
            bareTimer(latency);
            latency(warm("latency=" + millis + "ms"), latency);
            if (subjects.hasToxiproxy()) {
                latency(subjects.toxiproxy(toxic("latency", "latency", millis)), latency);
            }
        }
        for (int rate : RATES) {
            bandwidth(subjects.poolproof(Subjects.HOP, "bandwidth=" + rate), rate);
            if (subjects.hasToxiproxy()) {
                bandwidth(subjects.toxiproxy(toxic("bandwidth", "rate", rate)), rate);
            }
        }
    }

    private static String toxic(String type, String attribute, long value) {
        return "{\"type\":\"%s\",\"attributes\":{\"%s\":%d}}".formatted(type, attribute, value);
    }

    private void bandwidth(Subject subject, int kilobytes) throws Exception {
        try (subject) {
            double rate = Load.bytesPerSecond(subject.address(), 1, plan.rest());
            String measure = "bandwidth of " + kilobytes + " KB/s: off by, %";
            add(measure, subject, 100 * Math.abs(rate / 1000 - kilobytes) / kilobytes);
        }
    }

    /** The way there and back without the delay counts as an error too. */
    private void latency(Subject subject, Duration latency) throws Exception {
        try (subject) {
            add(latency, subject, errors(subject.address(), ROUND_TRIP, latency, plan.rest()));
        }
    }

    /** With a latency that is short enough for messages in plenty, until the code is compiled. */
    private Subject warm(String hop) throws Exception {
        Subject subject = subjects.poolproof(Subjects.HOP, "latency=1ms");
        errors(subject.address(), ROUND_TRIP, Duration.ofMillis(1), plan.rest().dividedBy(2));
        subject.become(hop);
        return subject;
    }

    /** How far off this machine's timers are by themselves: clients that wait, and no proxy. */
    private void bareTimer(Duration latency) throws Exception {
        Client client =
                (channel, buffer) -> {
                    long startNanos = System.nanoTime();
                    long waitedNanos = 0;
                    while (waitedNanos < latency.toNanos()) {
                        LockSupport.parkNanos(latency.toNanos() - waitedNanos);
                        waitedNanos = System.nanoTime() - startNanos;
                    }
                    return waitedNanos + Load.roundTripNanos(channel, buffer);
                };
        Subject direct = subjects.direct();
        add(latency, direct, errors(direct.address(), client, latency, plan.rest()));
    }

    private void add(Duration latency, Subject subject, Histogram off) {
        String measure = "latency of " + latency.toMillis() + " ms: off by, ";
        add(measure + "p50, ms", subject, off.getValueAtPercentile(50) / 1e6);
        add(measure + "p99, ms", subject, off.getValueAtPercentile(99) / 1e6);
    }

    private static Histogram errors(
            InetSocketAddress to, Client client, Duration latency, Duration time)
            throws Exception {
        Histogram errors = new ConcurrentHistogram(MOST_NANOS, 3);
        long untilNanos = System.nanoTime() + time.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            Callable<Void> work =
                    () -> {
                        messages(to, client, latency, untilNanos, errors);
                        return null;
                    };
            List<Future<Void>> results = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                results.add(threads.submit(work));
                Load.await(Duration.ofMillis(1)); // so that they do not all come at once
            }
            for (Future<Void> result : results) {
                result.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return errors;
    }

    private static void messages(
            InetSocketAddress to,
            Client client,
            Duration latency,
            long untilNanos,
            Histogram errors)
            throws IOException {
        try (SocketChannel channel = Load.open(to)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(64);
            while (untilNanos - System.nanoTime() > 0) {
                think(latency);
                long nanos = client.exchangeNanos(channel, buffer);
                errors.recordValue(Math.abs(nanos - latency.toNanos()));
            }
        }
    }

    /** Without it, messages that once came together come together for ever, and wait in line. */
    private static void think(Duration latency) {
        long most = latency.toNanos();
        if (most > 0) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
        }
    }

    private void add(String measure, Subject subject, double value) {
        report.add(measure, subject.name(), 1, value);
    }

    /** Sends a message and waits for its answer, and says how long that took. */
    private interface Client {
        long exchangeNanos(SocketChannel channel, ByteBuffer buffer) throws IOException;
    }
}
