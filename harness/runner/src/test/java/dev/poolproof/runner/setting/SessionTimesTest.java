package dev.poolproof.runner.setting;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Role;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.CountUnit;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.model.scenario.ServerLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionTimesTest {
    private static final TimeScale TWENTY = new TimeScale(20);
    private static final Scenario SCENARIO =
            Scenario.named("s")
                    .workload(List.of(new Phase.Quiet(ofMinutes(6))))
                    .expect(
                            List.of(
                                    new Expectation.Failed(
                                            new Bound.OfCount(Comparison.EQUAL, 0, CountUnit.ONE))))
                    .patience(ofSeconds(90))
                    .maxTimeScale(TWENTY)
                    .serverSettings(
                            new ServerLimits(
                                    Map.of(
                                            "idle_session_timeout",
                                            ofMinutes(5),
                                            "statement_timeout",
                                            ofMinutes(1)),
                                    null))
                    .build();

    @Test
    void theServerCountsByTheWallsClockAndTheClientHasTheLastWord() {
        assertThat(SessionTimes.of(SCENARIO, asking(ofSeconds(30)), TWENTY))
                .isEqualTo(
                        Map.of(
                                "idle_session_timeout", ofSeconds(15),
                                "statement_timeout", Duration.ofMillis(1500)));
    }

    @Test
    void theControlHasTheClientsTimesOnly() {
        assertThat(SessionTimes.of(SCENARIO.undisturbed(), asking(ofSeconds(30)), TWENTY))
                .isEqualTo(Map.of("statement_timeout", Duration.ofMillis(1500)));
    }

    private static Candidate asking(Duration statementTimeout) {
        return Candidate.named("ours", Role.PROPOSED, new Artifact("hikaricp", null))
                .driver(new Artifact("postgresql", null))
                .sessionSettings(Map.of("statement_timeout", statementTimeout))
                .build();
    }
}
