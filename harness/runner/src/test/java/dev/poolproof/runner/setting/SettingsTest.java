package dev.poolproof.runner.setting;

import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Settings SETTINGS =
            new Settings(
                    Map.of(
                            "millis", Setting.duration(MILLIS),
                            "seconds", Setting.duration(SECONDS, MILLIS),
                            "minutes", Setting.duration(MINUTES),
                            "size", Setting.integer(),
                            "name", Setting.text()));

    @ParameterizedTest
    @CsvSource({
        "millis, 30s, 30000",
        "millis, 250ms, 250",
        "millis, 0s, 0",
        "seconds, 5m, 300",
        "seconds, 1500ms, 1.5",
        "seconds, 2h, 7200",
        "minutes, 2h, 120",
        "size, 10, 10",
        "name, 30s, 30s",
        "unknown, 30s, 30s",
    })
    void timesAreGivenInTheArtifactsOwnUnit(String name, String written, String own) {
        assertThat(SETTINGS.inOwnUnits(Map.of(name, written)))
                .containsExactly(Map.entry(name, own));
    }

    @Test
    void theOrderInWhichTheyWereWrittenIsKept() {
        Map<String, String> written = new LinkedHashMap<>();
        written.put("size", "1");
        written.put("millis", "1s");
        written.put("another", "x");

        assertThat(SETTINGS.inOwnUnits(written)).containsOnlyKeys("size", "millis", "another");
        assertThat(SETTINGS.inOwnUnits(written).keySet())
                .containsExactly("size", "millis", "another");
    }

    @Test
    void onlyADurationIsATime() {
        assertThat(SETTINGS.isTime("millis")).isTrue();
        assertThat(SETTINGS.isTime("size")).isFalse();
        assertThat(SETTINGS.isTime("unknown")).isFalse();
    }
}
