package dev.poolproof.runner.cell;

import static dev.poolproof.runner.cell.Fixtures.NONE_FAILED;
import static dev.poolproof.runner.cell.Fixtures.ends;
import static dev.poolproof.runner.cell.Fixtures.expecting;
import static dev.poolproof.runner.cell.Fixtures.forgetsAfter;
import static dev.poolproof.runner.cell.Fixtures.givesUpAfter;
import static dev.poolproof.runner.cell.Fixtures.packetLevel;
import static dev.poolproof.runner.cell.Fixtures.profile;
import static dev.poolproof.runner.cell.Fixtures.scenario;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.TcpKeepalive;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.PacketDrop;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.Trigger;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.model.scenario.ServerProfile;
import dev.poolproof.runner.pool.PoolProfile;
import dev.poolproof.runner.pool.PoolTimer;
import dev.poolproof.runner.pool.TimerKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeScaleChooserTest {
    private static final PoolProfile NO_TIMERS = profile();

    @Test
    void nothingIsPlayedFasterThanTheRunAllows() {
        Scenario free = scenario("s");

        Timing timing = choose(free, NO_TIMERS, null);

        assertThat(timing.scale()).isEqualTo(new TimeScale(60));
        assertThat(timing.margin()).isEqualTo(ofMinutes(10));
        assertThat(timing.limitedBy()).isEqualTo("the run's fastest time scale");
        assertThat(new TimeScaleChooser(new TimeScale(7)).choose(free, NO_TIMERS, null).scale())
                .isEqualTo(new TimeScale(5));
    }

    @Test
    void aTimeOfTheServerIsATimerLikeThoseOfThePath() {
        Timing timing =
                choose(
                        Fixtures.server(Map.of("idle_session_timeout", ofSeconds(300))),
                        profile(ends(ofSeconds(288), ofSeconds(295))),
                        null);

        assertThat(timing.scale()).isEqualTo(new TimeScale(25));
        assertThat(timing.margin()).isEqualTo(ofSeconds(5));
        assertThat(timing.limitedBy()).isEqualTo("maxLifetime is 5s from the path's timer of 5m");
    }

    @Test
    void aWarningMustNotComeByAccident() {
        PoolTimer leak =
                new PoolTimer(
                        "leakDetectionThreshold", TimerKind.TELLS, ofSeconds(2), ofSeconds(2));

        Timing timing = choose(scenario("s"), profile(leak), null);

        assertThat(timing.scale()).isEqualTo(new TimeScale(40));
        assertThat(timing.limitedBy()).isEqualTo("leakDetectionThreshold");
    }

    @Test
    void jobsThatOutlastAWaitByALittleArePlayedSlowly() {
        Scenario jobs =
                Fixtures.playing(
                        new Phase.Together(
                                List.of(
                                        new Phase.Quiet(ofMinutes(3)),
                                        new Phase.Scheduled(
                                                ofMinutes(3), 10, ofMinutes(3), ofSeconds(34)))));

        Timing timing = choose(jobs, profile(givesUpAfter(30_000)), null);

        assertThat(timing.scale()).isEqualTo(new TimeScale(20));
        assertThat(timing.margin()).isEqualTo(ofSeconds(4));
    }

    @Test
    void tasksThatWaitForOneAnotherHaveTheTimeToMeet() {
        Timing timing =
                choose(Fixtures.playing(new Phase.Nested(10, 2, ofSeconds(1))), NO_TIMERS, null);

        assertThat(timing.scale()).isEqualTo(new TimeScale(20));
    }

    @Test
    void keepaliveThatNobodyAnswersIsCountedByTheKernel() {
        Hop blackHole = new Hop("packet-drop", List.of(new PacketDrop()));

        Timing timing =
                choose(
                        scenario("s", blackHole),
                        NO_TIMERS,
                        new TcpKeepalive(ofSeconds(20), ofSeconds(10), 3));

        assertThat(timing.scale()).isEqualTo(new TimeScale(10));
        assertThat(choose(scenario("s", blackHole), NO_TIMERS, null).scale())
                .isEqualTo(new TimeScale(60));
    }

    @Test
    void nothingIsPlayedFasterThanTheScenarioAllows() {
        Timing timing =
                choose(
                        scenario("s", List.of(), ServerProfile.SELF_MANAGED, NONE_FAILED, 20),
                        NO_TIMERS,
                        null);

        assertThat(timing.scale()).isEqualTo(new TimeScale(20));
        assertThat(timing.limitedBy()).isEqualTo("the scenario's max-time-scale");
    }

    @ParameterizedTest
    @CsvSource({"4, 20", "8, 40", "2, 10", "5, 25", "6, 30", "3, 15", "1, 5"})
    void aMarginLastsTwoTenthsOfASecondOnTheWall(long margin, double scale) {
        Scenario scenario = scenario("s", forgetsAfter(ofSeconds(350)));

        Timing before =
                choose(scenario, profile(ends(ofSeconds(300), ofSeconds(350 - margin))), null);
        Timing after =
                choose(scenario, profile(ends(ofSeconds(350 + margin), ofSeconds(500))), null);

        assertThat(before.scale()).isEqualTo(new TimeScale(scale));
        assertThat(before.margin()).isEqualTo(ofSeconds(margin));
        assertThat(before.limitedBy())
                .isEqualTo("maxLifetime is %ds from the path's timer of 5m50s".formatted(margin));
        assertThat(after.scale()).isEqualTo(new TimeScale(scale));
        assertThat(after.margin()).isEqualTo(ofSeconds(margin));
    }

    @ParameterizedTest
    @CsvSource({"200, 3", "1000, 20", "50, 1", "10, 1", "30000, 60"})
    void aDelayLastsFiftyMillisecondsOnTheWall(long millis, double scale) {
        Timing timing = choose(scenario("s", delays(ofMillis(millis))), NO_TIMERS, null);

        assertThat(timing.scale()).isEqualTo(new TimeScale(scale));
    }

    @Test
    void aDelayThatComesNearATimeoutIsItsRival() {
        Timing timing =
                choose(scenario("s", delays(ofSeconds(28))), profile(givesUpAfter(30_000)), null);

        assertThat(timing.scale()).isEqualTo(new TimeScale(10));
        assertThat(timing.margin()).isEqualTo(ofSeconds(2));
        assertThat(timing.limitedBy())
                .isEqualTo("connectionTimeout is 2s from the path's timer of 28s");
    }

    @Test
    void theTimeFromWhichAHopActsIsATimerOfThePath() {
        Scope later = Scope.DEFAULT.from(new Trigger.After(ofSeconds(50)));
        Hop drop = forgetsAfter(ofMinutes(5));

        assertThat(
                        choose(
                                        scenario("s", new Hop("box", drop.faults(), later)),
                                        profile(ends(ofSeconds(300), ofSeconds(348))),
                                        null)
                                .limitedBy())
                .isEqualTo("maxLifetime is 2s from the path's timer of 5m50s");
        assertThat(
                        choose(
                                        scenario(
                                                "s",
                                                new Hop(
                                                        "slow",
                                                        delays(ofSeconds(30)).faults(),
                                                        later)),
                                        profile(ends(ofSeconds(40), ofSeconds(48))),
                                        null)
                                .limitedBy())
                .isEqualTo("maxLifetime is 2s from the path's timer of 50s");
    }

    @Test
    void aTimerWhoseVarianceMeetsThePathsTimerIsARaceAtAnyScale() {
        Timing timing =
                choose(
                        scenario("s", forgetsAfter(ofSeconds(350))),
                        profile(ends(ofSeconds(300), ofSeconds(350))),
                        null);

        assertThat(timing.scale()).isEqualTo(new TimeScale(60));
    }

    @Test
    void theSilenceOfAPhaseIsARivalOfThePathsTimer() {
        Timing timing = choose(scenario("s", forgetsAfter(ofSeconds(598))), NO_TIMERS, null);

        assertThat(timing.scale()).isEqualTo(new TimeScale(10));
        assertThat(timing.limitedBy())
                .isEqualTo("quiet for 10m is 2s from the path's timer of 9m58s");
    }

    @ParameterizedTest
    @CsvSource({"1000, 20", "500, 10", "250, 5", "30000, 60"})
    void aTimeoutThatMustNotFireByAccidentLastsFiftyMillisecondsOnTheWall(
            long millis, double scale) {
        Timing timing = choose(scenario("s"), profile(givesUpAfter(millis)), null);

        assertThat(timing.scale()).isEqualTo(new TimeScale(scale));
    }

    @Test
    void aLimitThatMustNotBeBrokenByAccidentLastsFiftyMillisecondsOnTheWall() {
        Bound.OfDuration limit = new Bound.OfDuration(Comparison.LESS, ofMillis(1_500));

        assertThat(
                        choose(
                                        expecting(
                                                new Expectation.BorrowWait(
                                                        Expectation.Statistic.P99, limit)),
                                        NO_TIMERS,
                                        null)
                                .scale())
                .isEqualTo(new TimeScale(30));
        assertThat(choose(expecting(new Expectation.Recovery(limit)), NO_TIMERS, null).limitedBy())
                .isEqualTo("recovery < 1.5s");
    }

    @Test
    void theKernelCountsTheIdleTimeOfKeepaliveInWholeSeconds() {
        Timing timing =
                choose(
                        scenario("s", packetLevel(ofSeconds(350), IdleAction.RST_TO_NEXT_SENDER)),
                        NO_TIMERS,
                        keepalive(25, 5));

        assertThat(timing.scale()).isEqualTo(new TimeScale(25));
        assertThat(timing.limitedBy()).isEqualTo("TCP keepalive in whole seconds of the kernel");
    }

    @Test
    void theIntervalOfKeepaliveCountsOnceTheOtherSideFallsSilent() {
        Timing timing =
                choose(
                        scenario("s", packetLevel(ofSeconds(350), IdleAction.SILENT)),
                        NO_TIMERS,
                        keepalive(25, 5));

        assertThat(timing.scale()).isEqualTo(new TimeScale(5));
    }

    @Test
    void keepaliveIsNoLimitWhereTheBoxDoesNotSeeIt() {
        Timing timing =
                choose(scenario("s", forgetsAfter(ofSeconds(350))), NO_TIMERS, keepalive(25, 5));

        assertThat(timing.scale()).isEqualTo(new TimeScale(60));
    }

    @Test
    void theServersOwnKeepaliveIsARivalOfThePathsTimer() {
        Timing timing =
                choose(
                        scenario(
                                "s",
                                List.of(packetLevel(ofSeconds(302), IdleAction.RST_TO_NEXT_SENDER)),
                                ServerProfile.RDS_POSTGRESQL,
                                NONE_FAILED,
                                1000),
                        NO_TIMERS,
                        null);

        assertThat(timing.scale()).isEqualTo(new TimeScale(10));
        assertThat(timing.limitedBy())
                .isEqualTo("the server's TCP keepalive is 2s from the path's timer of 5m2s");
    }

    @ParameterizedTest
    @CsvSource({"60, 30", "50, 25", "25, 10", "20, 10", "15, 7.5", "5, 2", "3, 1", "2, 1"})
    void theNextSlowerScaleIsHalfOfItOrLess(double scale, double slower) {
        assertThat(TimeScaleChooser.slowerThan(new TimeScale(scale)))
                .contains(new TimeScale(slower));
    }

    @Test
    void nothingIsSlowerThanRealTime() {
        assertThat(TimeScaleChooser.slowerThan(TimeScale.REAL)).isEmpty();
    }

    private static Timing choose(
            Scenario scenario, PoolProfile profile, @Nullable TcpKeepalive keepalive) {
        return new TimeScaleChooser(new TimeScale(60)).choose(scenario, profile, keepalive);
    }

    private static Hop delays(Duration latency) {
        return new Hop("slow", List.of(new Latency(latency, Duration.ZERO)));
    }

    private static TcpKeepalive keepalive(long idle, long interval) {
        return new TcpKeepalive(ofSeconds(idle), ofSeconds(interval), 3);
    }
}
