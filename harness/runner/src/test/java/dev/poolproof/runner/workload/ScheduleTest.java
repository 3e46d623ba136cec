package dev.poolproof.runner.workload;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.scenario.Operation;
import dev.poolproof.model.scenario.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void clientsOfASteadyPhaseComeAtRandomMomentsOfTheirPace() {
        Phase.Steady phase = new Phase.Steady(ofSeconds(10), 20, ofSeconds(2), Operation.READ);

        List<Schedule> schedules = of(phase);

        assertThat(schedules)
                .hasSize(20)
                .allSatisfy(
                        schedule -> {
                            assertThat(schedule.first())
                                    .isGreaterThanOrEqualTo(ZERO)
                                    .isLessThan(ofSeconds(2));
                            assertThat(turns(schedule)).hasSize(5);
                        });
        assertThat(schedules).extracting(Schedule::first).doesNotHaveDuplicates();
        assertThat(of(phase)).isEqualTo(schedules);
    }

    @Test
    void theClientsOfARampUpStartOneAfterAnotherAndStayToTheEnd() {
        List<Schedule> schedules =
                of(new Phase.Ramp(ofSeconds(12), 1, 4, ofSeconds(2), Operation.READ));

        assertThat(schedules)
                .extracting(Schedule::first)
                .containsExactly(ZERO, ZERO, ofSeconds(4), ofSeconds(8));
        assertThat(schedules).extracting(Schedule::end).containsOnly(ofSeconds(12));
    }

    @Test
    void theClientsOfARampDownStartTogetherAndLeaveOneAfterAnother() {
        List<Schedule> schedules =
                of(new Phase.Ramp(ofSeconds(12), 4, 1, ofSeconds(2), Operation.READ));

        assertThat(schedules).extracting(Schedule::first).containsOnly(ZERO);
        assertThat(schedules)
                .extracting(Schedule::end)
                .containsExactly(ofSeconds(12), ofSeconds(12), ofSeconds(8), ofSeconds(4));
    }

    @Test
    void aRampThatDoesNotRiseHasAllItsClientsAllTheTime() {
        List<Schedule> schedules =
                of(new Phase.Ramp(ofSeconds(12), 2, 2, ofSeconds(2), Operation.READ));

        assertThat(schedules)
                .containsOnly(new Schedule(ZERO, ofSeconds(12), ofSeconds(2)))
                .hasSize(2);
    }

    @Test
    void everyClientOfABurstTakesOneTurn() {
        assertThat(of(new Phase.Burst(3, Operation.READ)))
                .hasSize(3)
                .allSatisfy(schedule -> assertThat(turns(schedule)).containsExactly(ZERO));
        assertThat(of(new Phase.Hold(ofSeconds(5), 2))).hasSize(2);
        assertThat(of(new Phase.LongQuery(ofSeconds(5), 2))).hasSize(2);
    }

    @Test
    void aQuietPhaseHasNoClients() {
        assertThat(of(new Phase.Quiet(ofSeconds(5)))).isEmpty();
    }

    @Test
    void turnsThatWereMissedAreLeftOut() {
        Schedule schedule = new Schedule(ofMillis(500), ofSeconds(60), ofSeconds(2));

        assertThat(schedule.nextAfter(ofMillis(500))).isEqualTo(ofMillis(2_500));
        assertThat(schedule.nextAfter(ofMillis(2_499))).isEqualTo(ofMillis(2_500));
        assertThat(schedule.nextAfter(ofMillis(9_000))).isEqualTo(ofMillis(10_500));
    }

    private static List<Schedule> of(Phase phase) {
        return Schedule.of(phase, new SplittableRandom(5));
    }

    private static List<Duration> turns(Schedule schedule) {
        List<Duration> turns = new ArrayList<>();
        for (Duration turn = schedule.first();
                turn.compareTo(schedule.end()) < 0;
                turn = schedule.nextAfter(turn)) {
            turns.add(turn);
        }
        return turns;
    }
}
