package dev.poolproof.runner.workload;

import dev.poolproof.model.scenario.HttpPhase;
import dev.poolproof.model.scenario.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When one client of a phase takes its turns, counted from the start of the phase.
 *
 * @param first its first turn
 * @param end it takes no turn at or after this
 * @param every time between turns; longer than {@code end} for a single turn
 */
record Schedule(Duration first, Duration end, Duration every) {
    private static final Schedule ONCE =
            new Schedule(Duration.ZERO, Duration.ofNanos(1), Duration.ofNanos(1));

    /** The schedules of all clients of a phase; none for one without clients. */
    static List<Schedule> of(Phase phase, RandomGenerator random) {
        if (phase instanceof Phase.Steady steady) {
            return steady(steady, random);
        }
        if (phase instanceof Phase.Ramp ramp) {
            return ramp(ramp);
        }
        if (phase instanceof Phase.Burst burst) {
            return once(burst.clients());
        }
        if (phase instanceof Phase.Hold hold) {
            return once(hold.clients());
        }
        if (phase instanceof Phase.LongQuery query) {
            return once(query.clients());
        }
        if (phase instanceof Phase.Leak leak) {
            return steady(
                    new Phase.Steady(leak.lasts(), leak.clients(), leak.every(), leak.run()),
                    random);
        }
        if (phase instanceof Phase.Nested nested) {
            return once(nested.clients());
        }
        if (phase instanceof Phase.Scheduled scheduled) {
            return Collections.nCopies(
                    scheduled.jobs(),
                    new Schedule(Duration.ZERO, scheduled.lasts(), scheduled.every()));
        }
        if (phase instanceof HttpPhase ofHttp) {
            return ofHttp(ofHttp);
        }
        if (phase instanceof Phase.ScaleOut || phase instanceof Phase.RollingUpdate) {
            return once(1);
        }
        return List.of();
    }

    /** Phases that are made of others are played by those. */
    private static List<Schedule> ofHttp(HttpPhase phase) {
        if (phase instanceof HttpPhase.Download download) {
            return once(download.clients());
        }
        if (phase instanceof HttpPhase.Upload upload) {
            return once(upload.clients());
        }
        return phase instanceof HttpPhase.SlowResponse slow ? once(slow.clients()) : List.of();
    }

    /** The first turn after {@code elapsed}; turns that were missed are left out. */
    Duration nextAfter(Duration elapsed) {
        long turn = Math.max(-1, elapsed.minus(first).dividedBy(every));
        return first.plus(every.multipliedBy(turn + 1));
    }

    private static List<Schedule> once(int clients) {
        return Collections.nCopies(clients, ONCE);
    }

    /** Clients come at random moments of the pace, as users do. */
    private static List<Schedule> steady(Phase.Steady phase, RandomGenerator random) {
        List<Schedule> schedules = new ArrayList<>();
        for (int client = 0; client < phase.clients(); client++) {
            Duration first = Duration.ofNanos(random.nextLong(phase.every().toNanos()));
            schedules.add(new Schedule(first, phase.lasts(), phase.every()));
        }
        return schedules;
    }

    private static List<Schedule> ramp(Phase.Ramp phase) {
        List<Schedule> schedules = new ArrayList<>();
        int change = Math.abs(phase.to() - phase.from());
        int always = Math.min(phase.from(), phase.to());
        for (int client = 0; client < Math.max(phase.from(), phase.to()); client++) {
            Duration edge =
                    client < always
                            ? Duration.ZERO
                            : phase.lasts().multipliedBy(client - always).dividedBy(change);
            schedules.add(
                    phase.to() >= phase.from()
                            ? new Schedule(edge, phase.lasts(), phase.every())
                            : new Schedule(
                                    Duration.ZERO, phase.lasts().minus(edge), phase.every()));
        }
        return schedules;
    }
}
