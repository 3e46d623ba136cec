package dev.poolproof.runner.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> KNOWN = List.of("keepaliveTime", "max-time-scale", "p50");

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "keepaliveTme, keepaliveTime",
                "keepalive-time, keepaliveTime",
                "keepaliveTimeMs, keepaliveTime",
                "keepaliveTimeInMs, none",
                "maxTimescale, max-time-scale",
                "p5, p50",
                "x, none",
                "'', none"
            })
    void aNameIsMeantIfItIsAtMostTwoLettersAway(String written, String meant) {
        assertThat(Nearest.to(written, KNOWN)).isEqualTo(meant);
    }
}
