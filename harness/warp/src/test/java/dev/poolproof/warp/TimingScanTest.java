package dev.poolproof.warp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimingScanTest {
    static List<Path> jars() {
        return List.of(
                TestJars.hikari(), TestJars.postgres(), Path.of("target/pools/older-hikari.jar"));
    }

    @ParameterizedTest
    @MethodSource("jars")
    void knowsEveryTimingCallOfThePoolsAndTheDriver(Path jar) {
        WarpReport report = TimingScan.scan(List.of(jar));

        assertThat(report.unknown()).isEmpty();
        assertThat(report.rewrittenSites()).isGreaterThanOrEqualTo(15);
        assertThat(report.rewritten()).containsKey("java.lang.System.nanoTime()");
        assertThat(report.leftAlone()).allSatisfy(it -> assertThat(it.reason()).isNotEmpty());
    }
}
