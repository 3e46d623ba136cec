package dev.poolproof.runner;

import static dev.poolproof.model.scenario.Engine.MYSQL;
import static dev.poolproof.model.scenario.Engine.POSTGRESQL;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.scenario.Bound;
import dev.poolproof.model.scenario.Comparison;
import dev.poolproof.model.scenario.CountUnit;
import dev.poolproof.model.scenario.Engine;
import dev.poolproof.model.scenario.Expectation;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.model.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseChoiceTest {
    private static final Scenario BOTH = scenario(MYSQL, POSTGRESQL);
    private static final Scenario ONE = scenario(POSTGRESQL);

    @Test
    void byDefaultAScenarioIsRunOnTheFirstDatabaseThatItNames() {
        DatabaseChoice choice = DatabaseChoice.of("default");

        assertThat(choice.among(BOTH)).containsExactly(MYSQL);
        assertThat(choice.among(ONE)).containsExactly(POSTGRESQL);
    }

    @Test
    void allAreAllThatTheScenarioNames() {
        DatabaseChoice choice = DatabaseChoice.of("all");

        assertThat(choice.among(BOTH)).containsExactly(MYSQL, POSTGRESQL);
        assertThat(choice.among(ONE)).containsExactly(POSTGRESQL);
    }

    @Test
    void aScenarioThatDoesNotNameTheDatabaseIsLeftOut() {
        DatabaseChoice choice = DatabaseChoice.of("mysql");

        assertThat(choice.among(BOTH)).containsExactly(MYSQL);
        assertThat(choice.among(ONE)).isEmpty();
    }

    @Test
    void anotherNameIsRefusedWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseChoice.of("oracle"))
                .withMessage(
                        "database must be one of default, all, postgresql, mysql, http, was \"oracle\"");
    }

    private static Scenario scenario(Engine... databases) {
        return Scenario.named("s")
                .workload(List.of(new Phase.Quiet(ofSeconds(1))))
                .expect(
                        List.of(
                                new Expectation.Failed(
                                        new Bound.OfCount(Comparison.EQUAL, 0, CountUnit.ONE))))
                .patience(ofSeconds(1))
                .maxTimeScale(TimeScale.REAL)
                .databases(List.of(databases))
                .build();
    }
}
