package dev.poolproof.runner.bench;

import dev.poolproof.model.fault.Activity;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.runner.bench.DrawingScheduler.Asked;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One repetition of each timer's measurement. */
final class Timers {
    private static final int SIZE = 10;
    private static final int CALLS = 3;

    /** A pool without idle connections closes the one with which it tries the database. */
    private static final int FIRST_LENT = 2;

    /** After its opening, a connection that nobody uses is quiet for longer than this. */
    private static final double QUIET_SECONDS = 10;

    private Timers() {}

    /** All of them, the longest first. */
    static List<Timer> all() {
        return List.of(
                Timers::keepalive,
                Timers::idleTimeout,
                Timers::validationTimeout,
                Timers::lifetimeInFixedPool,
                Timers::lifetimeWithoutReplacement,
                Timers::connectionTimeout,
                Timers::leakDetection);
    }

    private static List<Sample> lifetimeInFixedPool(Stand stand) throws InterruptedException {
        try (Trial trial = open(stand, SIZE, SIZE, "maxLifetime", "40000")) {
            return lifetimes(trial, 1, "maxLifetime 40 s, fixed-size pool");
        }
    }

    private static List<Sample> lifetimeWithoutReplacement(Stand stand)
            throws InterruptedException, SQLException {
        try (Trial trial = open(stand, SIZE, 0, "maxLifetime", "40000")) {
            List<Connection> borrowed = new ArrayList<>();
            for (int i = 0; i < SIZE; i++) {
                borrowed.add(trial.borrow());
            }
            for (Connection connection : borrowed) {
                connection.close();
            }
            return lifetimes(trial, FIRST_LENT, "maxLifetime 40 s, nothing replaced");
        }
    }

    private static List<Sample> lifetimes(Trial trial, int firstConnection, String row)
            throws InterruptedException {
        List<Sample> samples = new ArrayList<>();
        for (int i = firstConnection; i < firstConnection + SIZE; i++) {
            Asked life = trial.scheduler().once(i - 1, trial.untilNanos());
            double drawn = trial.stand().production(life.delayNanos());
            long accepted = trial.traffic().accepted(i, trial.untilNanos());
            long quiet = trial.after(life.atNanos(), QUIET_SECONDS);
            long end = trial.traffic().fromClient(i, quiet, trial.untilNanos());
            samples.add(new Sample(row, trial.between(life.atNanos(), end), drawn));
            samples.add(new Sample(row + ", from accept", trial.between(accepted, end), drawn));
        }
        return samples;
    }

    private static List<Sample> keepalive(Stand stand) throws InterruptedException {
        List<Sample> samples = new ArrayList<>();
        try (Trial trial = open(stand, SIZE, SIZE, "keepaliveTime", "30000")) {
            long until = trial.untilNanos();
            for (int i = 0; i < SIZE; i++) {
                Asked asked = trial.scheduler().periodic(i, until);
                double drawn = trial.stand().production(asked.delayNanos());
                long first = nextPing(trial, i + 1, asked.atNanos());
                long second = nextPing(trial, i + 1, first);
                samples.add(
                        new Sample(
                                "keepaliveTime 30 s, to the first ping",
                                trial.between(asked.atNanos(), first),
                                drawn));
                samples.add(
                        new Sample(
                                "keepaliveTime 30 s, ping to ping",
                                trial.between(first, second),
                                drawn));
            }
        }
        return samples;
    }

    private static long nextPing(Trial trial, int connection, long fromNanos)
            throws InterruptedException {
        return trial.traffic()
                .fromClient(connection, trial.after(fromNanos, QUIET_SECONDS), trial.untilNanos());
    }

    /** The housekeeper looks 0.1 s after the pool's start, and then every 30 s. */
    private static List<Sample> idleTimeout(Stand stand) throws InterruptedException, SQLException {
        try (Trial trial = open(stand, 2, 0, "idleTimeout", "10000")) {
            Connection first = trial.borrow();
            Connection second = trial.borrow();
            long returned = System.nanoTime();
            first.close();
            long quiet = trial.after(trial.openedNanos(), QUIET_SECONDS);
            Waits.until(trial.after(trial.openedNanos(), 25));
            second.close();
            long atFirstLook = trial.traffic().fromClient(FIRST_LENT, quiet, trial.untilNanos());
            long atSecondLook =
                    trial.traffic().fromClient(FIRST_LENT + 1, quiet, trial.untilNanos());
            return List.of(
                    new Sample(
                            "idleTimeout 10 s, closed at pool age (first look)",
                            trial.between(trial.openedNanos(), atFirstLook),
                            30.1),
                    new Sample(
                            "idleTimeout 10 s, closed at pool age (second look)",
                            trial.between(trial.openedNanos(), atSecondLook),
                            60.1),
                    new Sample(
                            "idleTimeout 10 s, closed after return at once",
                            trial.between(returned, atFirstLook),
                            30.1));
        }
    }

    private static List<Sample> connectionTimeout(Stand stand) throws SQLException {
        List<Sample> samples = new ArrayList<>();
        try (Trial trial = open(stand, 1, 1, "connectionTimeout", "5000");
                Connection held = trial.borrow()) {
            for (int i = 0; i < CALLS; i++) {
                long before = System.nanoTime();
                expectTimeout(trial, held);
                long after = System.nanoTime();
                samples.add(
                        new Sample(
                                "connectionTimeout 5 s, pool exhausted",
                                trial.between(before, after),
                                5));
            }
        }
        return samples;
    }

    private static void expectTimeout(Trial trial, Connection held) throws SQLException {
        try (Connection unexpected = trial.borrow()) {
            throw new IllegalStateException(unexpected + " was given beside " + held);
        } catch (SQLTransientConnectionException expected) {
            // Its time is what is measured.
            assert expected.getMessage() != null;
        }
    }

    private static List<Sample> validationTimeout(Stand stand)
            throws InterruptedException, SQLException {
        Hop forgetful =
                new Hop(
                        "forgetful",
                        List.of(
                                new IdleDrop(
                                        Duration.ofSeconds(30),
                                        IdleAction.SILENT,
                                        Set.of(Activity.DATA))));
        try (Trial trial =
                stand.open(settings(1, 1, "validationTimeout", "5000"), List.of(forgetful))) {
            Waits.until(trial.after(trial.openedNanos(), 40));
            long before = System.nanoTime();
            trial.borrow().close();
            long after = System.nanoTime();
            long failed =
                    stand.lines()
                            .at("Failed to validate", trial.name(), before, trial.untilNanos());
            return List.of(
                    new Sample(
                            "validationTimeout 5 s, until found dead",
                            trial.between(before, failed),
                            5),
                    new Sample(
                            "validationTimeout 5 s, until another is lent",
                            trial.between(before, after),
                            5));
        }
    }

    private static List<Sample> leakDetection(Stand stand)
            throws InterruptedException, SQLException {
        List<Sample> samples = new ArrayList<>();
        String thread = "on thread " + Thread.currentThread().getName() + ",";
        try (Trial trial = open(stand, 1, 1, "leakDetectionThreshold", "2000")) {
            for (int i = 0; i < CALLS; i++) {
                Connection leaked = trial.borrow();
                // Not when the lender goes on: it may be held up after the pool's timer has begun.
                long lent = trial.scheduler().once(i, trial.untilNanos()).atNanos();
                long logged = stand.lines().at("leak detection", thread, lent, trial.untilNanos());
                leaked.close();
                samples.add(
                        new Sample(
                                "leakDetectionThreshold 2 s, until the log line",
                                trial.between(lent, logged),
                                2));
            }
        }
        return samples;
    }

    private static Trial open(
            Stand stand, int size, int minimumIdle, String setting, String value) {
        return stand.open(settings(size, minimumIdle, setting, value), List.of());
    }

    /** All other timers of a connection are off. */
    private static Map<String, String> settings(
            int size, int minimumIdle, String setting, String value) {
        Map<String, String> settings =
                new HashMap<>(Map.of("maxLifetime", "0", "keepaliveTime", "0", "idleTimeout", "0"));
        settings.put("maximumPoolSize", String.valueOf(size));
        settings.put("minimumIdle", String.valueOf(minimumIdle));
        settings.put(setting, value);
        return settings;
    }

    /** Measures one timer once. */
    @FunctionalInterface
    interface Timer {
        List<Sample> measure(Stand stand) throws InterruptedException, SQLException;
    }
}
