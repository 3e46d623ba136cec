package dev.poolproof.runner.cell;

import dev.poolproof.model.AlbPlan;
import dev.poolproof.model.Durations;
import dev.poolproof.model.Names;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.TcpKeepalive;
import dev.poolproof.model.fault.Activity;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.HalfOpen;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.model.fault.PacketDrop;
import dev.poolproof.model.fault.TimedFault;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.pool.PoolProfile;
import dev.poolproof.runner.pool.PoolTimer;
import dev.poolproof.runner.pool.TimerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how fast a cell may be played: fast enough that nobody waits, slow enough that the
 * lateness of the machine stays small against every time on which the verdict hangs.
 */
public final class TimeScaleChooser {
    /**
     * A margin between two timers must last this long on the wall: twice the largest hiccup seen.
     */
    private static final double MARGIN_WALL_SECONDS = 0.2;

    /**
     * A limit that must not be met by accident must last this long on the wall: ten times p99.9.
     */
    private static final double LIMIT_WALL_SECONDS = 0.05;

    /** The kernel counts keepalive in whole seconds. */
    private static final double KERNEL_SECOND = 1;

    /**
     * Servers end, are promoted and start in 0.3 s to 0.6 s, on two processors that others use too.
     * Only MySQL's, in a container, needs longer to start: its reader's restart is played slower.
     */
    private static final double CLUSTER_WALL_SECONDS = 1;

    /** Few different scales, so that cells can share warmed-up class loaders. */
    private static final double[] STEPS = {100, 60, 50, 40, 30, 25, 20, 15, 10, 7.5, 5, 3, 2, 1};

    private final TimeScale fastest;

    /**
     * @param fastest never chooses a faster one
     */
    public TimeScaleChooser(TimeScale fastest) {
        this.fastest = fastest;
    }

    /**
     * Chooses for one cell.
     *
     * @param keepalive TCP keepalive of the client's sockets; {@code null} for none
     */
    public Timing choose(Scenario scenario, PoolProfile profile, @Nullable TcpKeepalive keepalive) {
        List<Limit> limits = new ArrayList<>();
        limits.add(new Limit(fastest.factor(), "the run's fastest time scale"));
        limits.add(new Limit(scenario.maxTimeScale().factor(), "the scenario's max-time-scale"));
        Optional<Margin> margin =
                margins(scenario, profile, keepalive).min(Comparator.comparing(Margin::length));
        margin.ifPresent(
                smallest ->
                        limits.add(
                                new Limit(
                                        Durations.seconds(smallest.length()) / MARGIN_WALL_SECONDS,
                                        smallest.between())));
        waits(scenario, profile)
                .forEach(
                        wait ->
                                limits.add(
                                        new Limit(
                                                Durations.seconds(wait.length())
                                                        / LIMIT_WALL_SECONDS,
                                                wait.between())));
        keepaliveLimits(scenario, keepalive).forEach(limits::add);
        scenario.clusterEvents().stream()
                .map(
                        event ->
                                new Limit(
                                        Durations.seconds(event.shortest()) / CLUSTER_WALL_SECONDS,
                                        "servers that end, start and take over"))
                .forEach(limits::add);
        Limit decisive = limits.stream().min(Comparator.comparing(Limit::factor)).orElseThrow();
        return new Timing(
                step(decisive.factor()),
                margin.map(Margin::length)
                        .orElse(scenario.http() == null ? scenario.lasts() : scenario.patience()),
                decisive.by());
    }

    /**
     * Timers of the pool that fire about when one of the path does, in words: which of them comes
     * first is chance, in production as here.
     */
    static List<String> races(Scenario scenario, PoolProfile profile) {
        List<String> races = new ArrayList<>();
        for (PathTimer path : PathTimer.of(scenario).toList()) {
            profile.timers().stream()
                    .filter(TimeScaleChooser::changesConnections)
                    .filter(timer -> Rival.of(timer).marginTo(path.at()).isEmpty())
                    .map(
                            timer ->
                                    "%s fires from %s to %s and %s after %s: which comes first is chance"
                                            .formatted(
                                                    timer.setting(),
                                                    Durations.print(timer.earliest()),
                                                    Durations.print(timer.latest()),
                                                    path.hop(),
                                                    Durations.print(path.at())))
                    .forEach(races::add);
        }
        return races;
    }

    /** The next slower time scale to try after {@code scale} did not tell. */
    public static Optional<TimeScale> slowerThan(TimeScale scale) {
        return scale.factor() <= 1 ? Optional.empty() : Optional.of(step(scale.factor() / 2));
    }

    private static TimeScale step(double factor) {
        for (double step : STEPS) {
            if (step <= factor) {
                return new TimeScale(step);
            }
        }
        return TimeScale.REAL;
    }

    /** Times between a middlebox's timer and everything that could come before or after it. */
    private static Stream<Margin> margins(
            Scenario scenario, PoolProfile profile, @Nullable TcpKeepalive keepalive) {
        Stream<Margin> timers =
                PathTimer.of(scenario)
                        .flatMap(
                                timer ->
                                        rivals(scenario, profile, keepalive, timer.fault())
                                                .flatMap(
                                                        rival ->
                                                                rival
                                                                        .marginTo(timer.at())
                                                                        .stream()));
        Stream<Margin> delays =
                Stream.concat(delays(scenario), jobs(scenario))
                        .flatMap(
                                delay ->
                                        givesUp(profile)
                                                .map(Rival::of)
                                                .flatMap(
                                                        rival ->
                                                                rival
                                                                        .marginTo(delay.length())
                                                                        .stream()));
        return Stream.of(timers, delays, idling(scenario)).flatMap(margins -> margins);
    }

    /** What clients leave unused, against the time that a load balancer keeps it. */
    private static Stream<Margin> idling(Scenario scenario) {
        AlbPlan alb = scenario.http() == null ? null : scenario.http().alb();
        return alb == null
                ? Stream.empty()
                : scenario.phases()
                        .map(phase -> Rival.at(phase.describe(), spacing(phase)))
                        .flatMap(rival -> rival.marginTo(alb.idleTimeout()).stream());
    }

    /** Delays that faults add: too short on the wall, and the machine's own would drown them. */
    private static Stream<Margin> delays(Scenario scenario) {
        return scenario.faults()
                .map(
                        fault ->
                                new Margin(
                                        PathTimer.delay(fault),
                                        "the path's " + Names.of(fault.getClass())))
                .filter(delay -> !delay.length().isZero());
    }

    /** Connections that are held for a time which others may not wait for. */
    private static Stream<Margin> jobs(Scenario scenario) {
        return scenario.phases()
                .filter(Phase.Scheduled.class::isInstance)
                .map(phase -> new Margin(spacing(phase), phase.describe()));
    }

    /** Tasks of several connections meet only if each is late by less than others wait. */
    private static Stream<Margin> meetings(Scenario scenario) {
        return scenario.phases()
                .filter(Phase.Nested.class::isInstance)
                .map(phase -> new Margin(spacing(phase), phase.describe()));
    }

    private static boolean changesConnections(PoolTimer timer) {
        return timer.kind() == TimerKind.REFRESHES || timer.kind() == TimerKind.ENDS;
    }

    private static Stream<PoolTimer> givesUp(PoolProfile profile) {
        return profile.timers().stream().filter(timer -> timer.kind() == TimerKind.GIVES_UP);
    }

    private static Stream<Rival> rivals(
            Scenario scenario,
            PoolProfile profile,
            @Nullable TcpKeepalive keepalive,
            @Nullable TimedFault fault) {
        Stream<Rival> phases =
                scenario.phases()
                        .filter(phase -> !(phase instanceof Phase.Burst))
                        .map(phase -> Rival.at(phase.describe(), spacing(phase)));
        Stream<Rival> timers =
                profile.timers().stream()
                        .filter(TimeScaleChooser::changesConnections)
                        .map(Rival::of);
        Stream<Rival> probes =
                seesKeepalive(fault)
                        ? Stream.concat(
                                Stream.ofNullable(keepalive)
                                        .map(ours -> Rival.at("TCP keepalive", ours.idle())),
                                Stream.of(
                                        Rival.at(
                                                "the server's TCP keepalive",
                                                scenario.server().keepalive().idle())))
                        : Stream.empty();
        return Stream.of(phases, timers, probes).flatMap(rivals -> rivals);
    }

    /** The silence that a phase leaves on a connection. */
    private static Duration spacing(Phase phase) {
        if (phase instanceof Phase.Steady steady) {
            return steady.every();
        }
        if (phase instanceof Phase.Leak leak) {
            return leak.every();
        }
        if (phase instanceof Phase.Nested nested) {
            return nested.meetWithin();
        }
        if (phase instanceof Phase.Scheduled scheduled) {
            return scheduled.takes();
        }
        return phase instanceof Phase.Ramp ramp ? ramp.every() : phase.lasts();
    }

    /** Waits that must not end by accident, and limits that must not be broken by accident. */
    private static Stream<Margin> waits(Scenario scenario, PoolProfile profile) {
        Stream<Margin> timeouts =
                profile.timers().stream()
                        .filter(timer -> !changesConnections(timer))
                        .map(timer -> new Margin(timer.earliest(), timer.setting()));
        Stream<Margin> expectations = scenario.expect().stream().flatMap(TimeScaleChooser::limit);
        return Stream.of(timeouts, expectations, delays(scenario), meetings(scenario))
                .flatMap(waits -> waits)
                .filter(wait -> !wait.length().isZero());
    }

    private static Stream<Margin> limit(Expectation expectation) {
        if (expectation instanceof Expectation.BorrowWait wait) {
            return Stream.of(new Margin(wait.bound().limit(), wait.describe()));
        }
        if (expectation instanceof Expectation.LongestOperation longest) {
            return Stream.of(new Margin(longest.bound().limit(), longest.describe()));
        }
        if (expectation instanceof Expectation.Recovery recovery) {
            return Stream.of(new Margin(recovery.bound().limit(), recovery.describe()));
        }
        return Stream.empty();
    }

    private static Stream<Limit> keepaliveLimits(
            Scenario scenario, @Nullable TcpKeepalive keepalive) {
        boolean seen = scenario.faults().anyMatch(TimeScaleChooser::seesKeepalive);
        boolean silent = scenario.faults().anyMatch(TimeScaleChooser::swallowsKeepalive);
        return Stream.concat(
                        seen || silent ? Stream.ofNullable(keepalive) : Stream.empty(),
                        seen ? Stream.of(scenario.server().keepalive()) : Stream.empty())
                .flatMap(
                        probes ->
                                // The interval only counts once a probe is not answered.
                                silent
                                        ? Stream.of(probes.idle(), probes.interval())
                                        : Stream.of(probes.idle()))
                .map(
                        time ->
                                new Limit(
                                        Durations.seconds(time) / KERNEL_SECOND,
                                        "TCP keepalive in whole seconds of the kernel"));
    }

    private static boolean swallowsKeepalive(Fault fault) {
        return fault instanceof PacketDrop
                || fault instanceof HalfOpen
                || (fault instanceof IdleDrop drop
                        && drop.then() == IdleAction.SILENT
                        && seesKeepalive(fault));
    }

    private static boolean seesKeepalive(@Nullable Fault fault) {
        return fault instanceof IdleDrop drop && drop.refreshedBy().contains(Activity.KEEPALIVE);
    }

    /** Something that happens from {@code earliest} to {@code latest} on. */
    private record Rival(String name, Duration earliest, Duration latest) {
        static Rival at(String name, Duration time) {
            return new Rival(name, time, time);
        }

        static Rival of(PoolTimer timer) {
            return new Rival(timer.setting(), timer.earliest(), timer.latest());
        }

        /** None where the two overlap: that is a race in production too, at any time scale. */
        Optional<Margin> marginTo(Duration timer) {
            if (latest.compareTo(timer) < 0) {
                return Optional.of(margin(timer.minus(latest), timer));
            }
            return earliest.compareTo(timer) > 0
                    ? Optional.of(margin(earliest.minus(timer), timer))
                    : Optional.empty();
        }

        private Margin margin(Duration length, Duration timer) {
            return new Margin(
                    length,
                    "%s is %s from the path's timer of %s"
                            .formatted(name, Durations.print(length), Durations.print(timer)));
        }
    }

    private record Margin(Duration length, String between) {}

    private record Limit(double factor, String by) {}
}
