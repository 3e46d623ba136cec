package dev.poolproof.model.scenario;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseTest {
    private static final Phase QUIET = new Phase.Quiet(ofMinutes(3));
    private static final Phase WEB =
            new Phase.Steady(ofMinutes(1), 4, ofSeconds(2), Operation.READ);
    private static final Phase BATCH =
            new Phase.Scheduled(ofMinutes(3), 10, ofMinutes(1), ofSeconds(40));

    @Test
    void theControlPlaysAPhaseWithoutWhatMakesAnIncidentOfIt() {
        assertThat(new Phase.Leak(ofMinutes(1), 4, ofSeconds(2), Operation.READ, 20).undisturbed())
                .isEqualTo(WEB);
        assertThat(new Phase.Nested(10, 2, ofSeconds(20)).undisturbed())
                .isEqualTo(new Phase.Burst(10, Operation.READ));
        assertThat(BATCH.undisturbed()).isEqualTo(QUIET);
        assertThat(new Phase.Together(List.of(WEB, BATCH)).undisturbed())
                .isEqualTo(new Phase.Together(List.of(WEB, QUIET)));
        assertThat(List.of(WEB, QUIET)).allMatch(phase -> phase.undisturbed().equals(phase));
    }

    @Test
    void phasesThatArePlayedTogetherLastAsLongAsTheLongest() {
        assertThat(new Phase.Together(List.of(WEB, BATCH)).lasts()).isEqualTo(ofMinutes(3));
    }

    @Test
    void phasesArePlayedTogetherOnOneLevelOnly() {
        Phase together = new Phase.Together(List.of(WEB, BATCH));

        assertThatThrownBy(() -> new Phase.Together(List.of(WEB, together)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("phases must not be played together within together");
        assertThatThrownBy(() -> new Phase.Together(List.of(WEB)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("phases must be 2 or more, was 1");
    }
}
