package dev.poolproof.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.TimeScale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NginxTimesTest {
    @ParameterizedTest
    @CsvSource({
        "60s, 3000ms",
        "60, 3000ms",
        "2m, 6000ms",
        "1m30s, 4500ms",
        "1h, 180000ms",
        "500ms, 25ms",
        "1ms, 1ms",
        "0, 0ms",
        "75s 60s, 3750ms 60s",
        "soon, soon"
    })
    void aTimeIsDividedAsNginxReadsIt(String written, String wall) {
        assertThat(NginxTimes.atScale(Map.of("keepalive_timeout", written), new TimeScale(20)))
                .containsEntry("keepalive_timeout", wall);
    }

    @Test
    void whatIsNoTimeStaysAsItIs() {
        Map<String, String> directives = Map.of("limit_rate", "60", "proxy_buffers", "8 4k");

        assertThat(NginxTimes.atScale(directives, new TimeScale(20)))
                .containsAllEntriesOf(directives);
    }

    /** Nobody sets it, and scenarios wait for it. */
    @Test
    void nginxsOwnTimeForAnAnswerIsDividedToo() {
        assertThat(NginxTimes.atScale(Map.of(), new TimeScale(20)))
                .containsEntry("proxy_read_timeout", "3000ms");
        assertThat(NginxTimes.atScale(Map.of("proxy_read_timeout", "2m"), new TimeScale(20)))
                .containsEntry("proxy_read_timeout", "6000ms");
    }

    @Test
    void keptConnectionsAreKeptForTheirTimeToo() {
        assertThat(NginxTimes.atScale(Map.of("keepalive", "8"), new TimeScale(20)))
                .containsEntry("upstream_keepalive_timeout", "3000ms")
                .containsEntry("keepalive", "8");
        assertThat(NginxTimes.atScale(Map.of(), new TimeScale(20)))
                .doesNotContainKey("upstream_keepalive_timeout");
    }

    @Test
    void inRealTimeNginxGetsWhatIsWritten() {
        Map<String, String> directives = Map.of("proxy_read_timeout", "1m", "limit_rate", "1m");

        assertThat(NginxTimes.atScale(directives, TimeScale.REAL)).isEqualTo(directives);
    }
}
