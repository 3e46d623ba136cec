package dev.poolproof.warp.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTest {
    private static final Segment SIXTY = new Segment(100, 200, 60);

    @ParameterizedTest
    @CsvSource({"1, 1", "59, 1", "60, 1", "61, 2", "5000, 84", "1000000000000001, 16666666666667"})
    void positiveSpansAreRoundedUp(long virtual, long real) {
        assertThat(SIXTY.toReal(virtual)).isEqualTo(real);
    }

    @Test
    void longestSpansAreRightToTheMicrosecond() {
        assertThat(SIXTY.toReal(Long.MAX_VALUE - 1)).isCloseTo(Long.MAX_VALUE / 60, within(1_000L));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, -5_000, Long.MIN_VALUE, Long.MAX_VALUE})
    void spansThatMeanSomethingElseStay(long virtual) {
        assertThat(SIXTY.toReal(virtual)).isEqualTo(virtual);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 60",
        "-1, -60",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808"
    })
    void realSpansGrowUpToTheEnds(long real, long virtual) {
        assertThat(SIXTY.toVirtual(real)).isEqualTo(virtual);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 9_007_199_254_740_993L, Long.MIN_VALUE, Long.MAX_VALUE})
    void realTimeIsExact(long span) {
        Segment real = new Segment(0, 0, 1);

        assertThat(real.toReal(span)).isEqualTo(span);
        assertThat(real.toVirtual(span)).isEqualTo(span);
    }

    @Test
    void timeRunsFromItsStart() {
        assertThat(SIXTY.virtualNanosAt(100)).isEqualTo(200);
        assertThat(SIXTY.virtualNanosAt(101)).isEqualTo(260);
    }
}
