package dev.poolproof.warp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimingScanTest {
    @Test
    void knowsEveryTimingCallOfThePoolAndTheDriver() {
        WarpReport report = TimingScan.scan(List.of(TestJars.hikari(), TestJars.postgres()));

        assertThat(report.unknown()).isEmpty();
        assertThat(report.rewrittenSites()).isGreaterThan(40);
    }
}
