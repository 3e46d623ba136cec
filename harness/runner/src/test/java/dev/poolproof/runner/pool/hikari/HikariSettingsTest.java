package dev.poolproof.runner.pool.hikari;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.runner.setting.Setting;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HikariSettingsTest {
    private static final Map<String, Setting> KNOWN = HikariSettings.known().known();

    @Test
    void theSettingsAreHikarisOwnWithTheirKinds() {
        assertThat(KNOWN)
                .containsEntry("maxLifetime", Setting.duration(ChronoUnit.MILLIS))
                .containsEntry("keepaliveTime", Setting.duration(ChronoUnit.MILLIS))
                .containsEntry("maximumPoolSize", Setting.integer())
                .containsEntry("autoCommit", Setting.flag())
                .containsEntry("connectionTestQuery", Setting.text());
    }

    @Test
    void whatTheHarnessItselfSetsIsNotAmongThem() {
        assertThat(KNOWN)
                .doesNotContainKeys(
                        "jdbcUrl", "username", "password", "poolName", "driverClassName");
    }

    /** A duration that a later HikariCP adds would otherwise be taken for a plain number. */
    @Test
    void everyNumberThatIsCalledATimeIsATime() {
        assertThat(KNOWN)
                .allSatisfy(
                        (name, setting) -> {
                            if (name.matches(".*(Time|Timeout|Lifetime|Threshold)")
                                    && !name.equals("initializationFailTimeout")) {
                                assertThat(setting).isEqualTo(Setting.duration(ChronoUnit.MILLIS));
                            }
                        });
    }
}
