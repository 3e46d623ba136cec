package dev.poolproof.runner.pool.hikari;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import dev.poolproof.runner.artifact.Versions;
import dev.poolproof.runner.pool.PoolAdapterContract;
import dev.poolproof.runner.pool.PoolKind;
import dev.poolproof.runner.pool.PoolProfile;
import dev.poolproof.runner.pool.PoolTimer;
import dev.poolproof.runner.pool.TimerKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HikariAdapterTest extends PoolAdapterContract {
    @Override
    protected PoolKind kind() {
        return PoolKind.named("hikaricp");
    }

    @Override
    protected String version() {
        return Versions.byDefault("hikaricp");
    }

    @Override
    protected String sizeSetting() {
        return "maximumPoolSize";
    }

    @Override
    protected String patienceSetting() {
        return "connectionTimeout";
    }

    @Test
    void aMaxLifetimeBelowThirtySecondsBecomesThirtyMinutes() throws ReflectiveOperationException {
        PoolProfile profile = profile(Map.of("maxLifetime", "20000"));

        assertThat(profile.effective()).containsEntry("maxLifetime", "1800000");
    }

    @Test
    void theIdleTimeoutOnlyRunsInAPoolThatMayShrink() throws ReflectiveOperationException {
        assertThat(profile(Map.of("idleTimeout", "60000")).timers())
                .extracting(PoolTimer::setting)
                .doesNotContain("idleTimeout");
        assertThat(profile(Map.of("idleTimeout", "60000", "minimumIdle", "1")).timers())
                .contains(new PoolTimer("idleTimeout", TimerKind.ENDS, ofMinutes(1), ofMinutes(1)));
    }

    @Test
    void theVarianceOfATimerIsThatOfTheVersion() {
        HikariConfig config = new HikariConfig();
        config.setMaxLifetime(ofSeconds(400).toMillis());
        config.setKeepaliveTime(ofSeconds(100).toMillis());

        assertThat(earliest(config, "5.1.0", "maxLifetime")).isEqualTo(390);
        assertThat(earliest(config, "6.0.0", "maxLifetime")).isEqualTo(390);
        assertThat(earliest(config, "6.1.0", "maxLifetime")).isEqualTo(300);
        assertThat(earliest(config, "7.1.0", "maxLifetime")).isEqualTo(300);
        assertThat(earliest(config, "6.2.1", "keepaliveTime")).isEqualTo(90);
        assertThat(earliest(config, "6.3.0-rc1", "keepaliveTime")).isEqualTo(80);
        assertThat(earliest(config, "10", "keepaliveTime")).isEqualTo(80);
    }

    private static long earliest(HikariConfig config, String version, String setting) {
        return HikariTimers.of(config, version).stream()
                .filter(timer -> timer.setting().equals(setting))
                .findFirst()
                .orElseThrow()
                .earliest()
                .toSeconds();
    }
}
