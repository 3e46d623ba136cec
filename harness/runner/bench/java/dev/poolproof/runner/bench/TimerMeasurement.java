package dev.poolproof.runner.bench;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.proxy.ProxyEngine;
import dev.poolproof.runner.artifact.ArtifactResolver;
import dev.poolproof.runner.cell.WarmedLoader;
import dev.poolproof.runner.database.Backend;
import dev.poolproof.runner.database.Credentials;
import dev.poolproof.runner.database.Database;
import dev.poolproof.runner.database.Databases;
import dev.poolproof.runner.pool.hikari.HikariAdapter;
import dev.poolproof.runner.recording.JitterMeter;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Measures HikariCP's timers in real time, and with their time made faster. */
public final class TimerMeasurement {
    private static final List<Integer> FASTER = List.of(20, 60, 100);
    private static final int THROWN_AWAY = 2;
    private static final int MEASURED_IN_REAL_TIME = 3;
    private static final int MEASURED = 5;

    private static final String FOUND_DEAD = "Failed to validate";

    /** In both of HikariCP's warnings: of a leap, and of a retrograde change. */
    private static final String CLOCK_JUMPED = "clock";

    private static final Logger LOG = LoggerFactory.getLogger(TimerMeasurement.class);

    private final Database database;
    private final ProxyEngine proxies;
    private final PoolLines lines;
    private final JitterMeter jitter;

    private TimerMeasurement(
            Database database, ProxyEngine proxies, PoolLines lines, JitterMeter jitter) {
        this.database = database;
        this.proxies = proxies;
        this.lines = lines;
        this.jitter = jitter;
    }

    /** Prints the tables; takes no arguments. */
    @SuppressWarnings("SystemOut") // A program of its own; the tables are what it is for.
    public static void main(String[] arguments) throws Exception {
        // The pool's own variance of lifetimes at its smallest: 2.5 % of the setting.
        System.setProperty("com.zaxxer.hikari.lifeTimeVarianceFactor", "40");
        PoolLines lines = PoolLines.listen();
        try (Database database = Databases.open(
 Engine.POSTGRESQL, Backend.EMBEDDED, null, new Credentials("postgres", ""));
                ProxyEngine proxies = ProxyEngine.start();
                ArtifactResolver resolver = ArtifactResolver.open();
                JitterMeter jitter = JitterMeter.start()) {
            TimerMeasurement measurement = new TimerMeasurement(database, proxies, lines, jitter);
            List<Series> all = new ArrayList<>();
            all.add(measurement.inRealTime());
            for (int factor : FASTER) {
                TimeScale scale = new TimeScale(factor);
                try (WarmedLoader loader = WarmedLoader.open(resolver, database, scale)) {
                    all.add(
                            measurement.faster(
                                    new Stand(scale, loader::openPool, database, proxies, lines)));
                }
            }
            System.out.println(new Table(all).text());
        }
    }

    /** The classes as they are, not rewritten; all timers side by side, since they mostly wait. */
    private Series inRealTime() throws Exception {
        Stand stand =
                new Stand(TimeScale.REAL, new HikariAdapter()::open, database, proxies, lines);
        List<Timers.Timer> timers = Timers.all();
        ExecutorService threads = Executors.newFixedThreadPool(timers.size());
        try {
            return series(stand, MEASURED_IN_REAL_TIME, () -> sideBySide(threads, timers, stand));
        } finally {
            threads.shutdownNow();
        }
    }

    /** One timer after the other. */
    private Series faster(Stand stand) throws Exception {
        return series(stand, MEASURED, () -> oneByOne(stand));
    }

    private Series series(Stand stand, int measured, Repetition repetition) throws Exception {
        List<Sample> first = List.of();
        List<Sample> samples = new ArrayList<>();
        String loadBefore = load();
        long deadBefore = lines.count(FOUND_DEAD);
        long jumpsBefore = lines.count(CLOCK_JUMPED);
        long beganNanos = System.nanoTime();
        try (JitterMeter.Window window = jitter.open()) {
            for (int i = 0; i < THROWN_AWAY + measured; i++) {
                List<Sample> now = repetition.measure();
                if (i == 0) {
                    first = now;
                } else if (i >= THROWN_AWAY) {
                    samples.addAll(now);
                }
            }
            String circumstances =
                    String.format(
                            Locale.ROOT,
                            "%.0f s, load average %s before and %s after, machine late by %.1f ms"
                                    + " (p99) and %.0f ms (most); %d connections found dead"
                                    + " where %d were, %d warnings of clock jumps",
                            (System.nanoTime() - beganNanos) / 1e9,
                            loadBefore,
                            load(),
                            window.p99Nanos() / 1e6,
                            window.maxNanos() / 1e6,
                            lines.count(FOUND_DEAD) - deadBefore,
                            THROWN_AWAY + measured,
                            lines.count(CLOCK_JUMPED) - jumpsBefore);
            return new Series(stand.scale(), first, samples, circumstances);
        }
    }

    private static List<Sample> oneByOne(Stand stand) throws InterruptedException {
        List<Sample> samples = new ArrayList<>();
        for (Timers.Timer timer : Timers.all()) {
            samples.addAll(measure(timer, stand));
        }
        return samples;
    }

    private static List<Sample> sideBySide(
            ExecutorService threads, List<Timers.Timer> timers, Stand stand) throws Exception {
        List<Future<List<Sample>>> running = new ArrayList<>();
        for (Timers.Timer timer : timers) {
            running.add(threads.submit(() -> measure(timer, stand)));
        }
        List<Sample> samples = new ArrayList<>();
        for (Future<List<Sample>> one : running) {
            samples.addAll(one.get());
        }
        return samples;
    }

    private static List<Sample> measure(Timers.Timer timer, Stand stand)
            throws InterruptedException {
        try {
            return timer.measure(stand);
        } catch (NotSeenException | SQLException e) {
            // A busy machine loses connections too: fewer samples in the table tell it.
            LOG.warn("a repetition at {} is lost", stand.scale(), e);
            return List.of();
        }
    }

    private static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** All timers once. */
    @FunctionalInterface
    private interface Repetition {
        List<Sample> measure() throws Exception;
    }
}
