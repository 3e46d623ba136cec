package dev.poolproof.model.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundTest {
    @ParameterizedTest
    @CsvSource({
        "LESS, true, false, false",
        "AT_MOST, true, true, false",
        "EQUAL, false, true, false",
        "AT_LEAST, false, true, true",
        "GREATER, false, false, true",
    })
    void aLimitDividesWhatIsBelowFromWhatIsAbove(
            Comparison comparison, boolean below, boolean at, boolean above) {
        Bound.OfDuration duration = new Bound.OfDuration(comparison, Duration.ofSeconds(5));
        Bound.OfCount count = new Bound.OfCount(comparison, 5, CountUnit.ONE);

        assertThat(duration.holds(Duration.ofMillis(4_999))).isEqualTo(below);
        assertThat(duration.holds(Duration.ofSeconds(5))).isEqualTo(at);
        assertThat(duration.holds(Duration.ofMillis(5_001))).isEqualTo(above);
        assertThat(count.holds(4, 10)).isEqualTo(below);
        assertThat(count.holds(5, 10)).isEqualTo(at);
        assertThat(count.holds(6, 10)).isEqualTo(above);
    }

    @Test
    void aLimitInPoolsGrowsWithThePool() {
        Bound.OfCount bound = new Bound.OfCount(Comparison.AT_MOST, 1.5, CountUnit.POOL_SIZE);

        assertThat(bound.limitFor(10)).isEqualTo(15);
        assertThat(bound.holds(15, 10)).isTrue();
        assertThat(bound.holds(16, 10)).isFalse();
        assertThat(bound.describe()).isEqualTo("<= 1.5x pool");
    }

    @Test
    void aBoundIsDescribedAsFilesWriteIt() {
        assertThat(new Bound.OfCount(Comparison.EQUAL, 0, CountUnit.ONE).describe())
                .isEqualTo("= 0");
        assertThat(new Bound.OfDuration(Comparison.LESS, Duration.ofMillis(1_500)).describe())
                .isEqualTo("< 1.5s");
    }

    @Test
    void aLimitIsNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bound.OfCount(Comparison.LESS, -1, CountUnit.ONE))
                .withMessage("limit must be 0 or more, was -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bound.OfDuration(Comparison.LESS, Duration.ofSeconds(-1)))
                .withMessage("limit must not be negative, was -1s");
    }
}
