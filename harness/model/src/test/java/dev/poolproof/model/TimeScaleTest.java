package dev.poolproof.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeScaleTest {
    @Test
    void aMinuteOfProductionIsASecondOnTheWallAtSixty() {
        TimeScale sixty = new TimeScale(60);

        assertThat(sixty.toWall(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(sixty.toProduction(1_000_000_000)).isEqualTo(Duration.ofMinutes(1));
        assertThat(sixty).hasToString("60x");
        assertThat(new TimeScale(7.5)).hasToString("7.5x");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.999, -1, 1000.5, Double.NaN, Double.POSITIVE_INFINITY})
    void timeNeitherStandsStillNorRacesAway(double factor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TimeScale(factor))
                .withMessage("time scale must be from 1 to 1000, was " + factor);
    }
}
