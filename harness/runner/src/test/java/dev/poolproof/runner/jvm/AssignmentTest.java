package dev.poolproof.runner.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.poolproof.model.scenario.Engine;
import dev.poolproof.runner.jvm.Assignment.Mode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    @Test
    void theEngineDecidesTheDriver() {
        Assignment mysql = Assignment.of(environment("mysql", "{}"));

        assertThat(mysql.engine()).isEqualTo(Engine.MYSQL);
        assertThat(mysql.driver().name()).isEqualTo("mysql");
        assertThat(mysql.request().url()).isEqualTo("jdbc:mysql://127.0.0.1:7/shop");
        assertThat(Assignment.of(environment("postgresql", "{}")).request().url())
                .isEqualTo("jdbc:postgresql://127.0.0.1:7/shop");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Assignment.of(environment("oracle", "{}")))
                .withMessage("oracle is no engine that it knows");
    }

    @Test
    void timesAreThoseOfProductionAgain() {
        Assignment assignment =
                Assignment.of(
                        environment(
                                "postgresql",
                                "{\"mode\":\"init-pools-and-close\",\"renew-after\":15000.0}"));

        assertThat(assignment.mode()).isEqualTo(Mode.INIT_POOLS_AND_CLOSE);
        assertThat(assignment.renewAfter()).isEqualTo(Duration.ofMinutes(5));
    }

    private static Map<String, String> environment(String engine, String settings) {
        Map<String, String> environment = new HashMap<>();
        environment.put("POOLPROOF_HOST", "127.0.0.1");
        environment.put("POOLPROOF_PORT", "7");
        environment.put("POOLPROOF_ENGINE", engine);
        environment.put("POOLPROOF_DATABASE", "shop");
        environment.put("POOLPROOF_USER", "us");
        environment.put("POOLPROOF_PASSWORD", "");
        environment.put("POOLPROOF_TABLE", "writes");
        environment.put("POOLPROOF_NAME", "cell");
        environment.put("POOLPROOF_TIME_SCALE", "20");
        environment.put("POOLPROOF_SETTINGS", settings);
        return environment;
    }
}
