package dev.poolproof.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "250ms, PT0.25S",
        "2s, PT2S",
        "0.5s, PT0.5S",
        "1m30s, PT1M30S",
        "90s, PT1M30S",
        "24h, PT24H",
        "1h2m3s4ms, PT1H2M3.004S",
        "0s, PT0S",
    })
    void aDurationIsANumberWithItsUnit(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "30", "s", "30 s", "-1s", "1s1m", "1d", "1.5m", "1e3s", "30S", ".5s"})
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessage('"' + text + "\" is not a duration");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void whatIsPrintedIsReadBackToTheMillisecond(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            long bound = 1L << (1 + random.nextInt(33));
            Duration duration = Duration.ofMillis(random.nextLong(bound));

            assertThat(Durations.parse(Durations.print(duration)))
                    .as("seed %d, %s", seed, Durations.print(duration))
                    .isEqualTo(duration);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.0004S, 0s",
        "PT0.0005S, 1ms",
        "PT1.204S, 1.204s",
        "PT5M50S, 5m50s",
        "PT59.9996S, 1m",
        "PT1H, 1h",
        "PT-2S, -2s",
    })
    void aDurationIsPrintedInTheLargestUnits(Duration duration, String text) {
        assertThat(Durations.print(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.012S, 12ms",
        "PT1.234S, 1.23s",
        "PT1.235S, 1.24s",
        "PT9.994S, 9.99s",
        "PT9.996S, 10s",
        "PT28.499S, 28s",
        "PT59.5S, 1m",
        "PT5M50.4S, 5m50s",
    })
    void aReaderIsSparedTheDigitsThatDoNotMatter(Duration duration, String text) {
        assertThat(Durations.printRounded(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.000000001S", "PT350S", "PT24H"})
    void secondsAreTheirOwnInverse(Duration duration) {
        assertThat(Durations.ofSeconds(Durations.seconds(duration))).isEqualTo(duration);
    }
}
