package dev.poolproof.runner.cell;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.Candidate;
import dev.poolproof.model.candidate.Retry;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineWarningsTest {
    @Test
    void aRetryOnWhatNeverComesFromAnEngineIsToldOf() {
        Scenario brief = quiet(ofMinutes(10));

        assertThat(EngineWarnings.of(brief, retrying("08", "57P01"), Engine.POSTGRESQL)).isEmpty();
        assertThat(EngineWarnings.of(brief, retrying("08", "57P01"), Engine.MYSQL))
                .containsExactly("retry on 57P01: no such SQLState comes from mysql");
        assertThat(EngineWarnings.of(brief, retrying("08S01", "25006"), Engine.POSTGRESQL))
                .containsExactly("retry on 08S01: no such SQLState comes from postgresql");
    }

    @Test
    void probesOfAServerThatAreNotScaledAreToldOfWhereTheyWouldCome() {
        Candidate candidate = Fixtures.candidate("ours", Map.of());

        assertThat(EngineWarnings.of(quiet(ofHours(2)), candidate, Engine.MYSQL)).isEmpty();
        assertThat(EngineWarnings.of(quiet(ofHours(2).plusSeconds(1)), candidate, Engine.MYSQL))
                .singleElement()
                .asString()
                .startsWith("the server's own TCP keepalive of 2h is not scaled");
        assertThat(
                        EngineWarnings.of(
                                quiet(ofHours(2).plusSeconds(1)), candidate, Engine.POSTGRESQL))
                .isEmpty();
    }

    private static Scenario quiet(Duration lasts) {
        return Scenario.named("s")
                .workload(List.of(new Phase.Quiet(lasts)))
                .expect(List.of(Fixtures.NONE_FAILED))
                .patience(ofSeconds(60))
                .maxTimeScale(TimeScale.REAL)
                .databases(List.of(Engine.POSTGRESQL, Engine.MYSQL))
                .build();
    }

    private static Candidate retrying(String... states) {
        Candidate candidate = Fixtures.candidate("ours", Map.of());
        return Candidate.named(candidate.name(), candidate.role(), candidate.pool())
                .settings(candidate.settings())
                .driverSettings(candidate.driverSettings())
                .retry(new Retry(3, ofSeconds(1), List.of(states)))
                .systemProperties(candidate.systemProperties())
                .waived(candidate.waived())
                .build();
    }
}
