package dev.poolproof.runner.worker;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.TcpKeepalive;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkerRequestTest {
    @Test
    void onlyWhatHasAUnitIsATimeAndIsScaled() {
        Map<String, String> environment =
                request(Map.of("pool.idle", "10s", "pool.max", "2", "mode", "global"), null)
                        .environment();

        assertThat(environment)
                .containsEntry("POOLPROOF_HOST", "127.0.0.1")
                .containsEntry("POOLPROOF_PORT", "5432")
                .containsEntry("POOLPROOF_TIME_SCALE", "20.0")
                .containsEntry(
                        "POOLPROOF_SETTINGS",
                        "{\"mode\":\"global\",\"pool.idle\":500.0,\"pool.max\":\"2\"}");
    }

    @Test
    void keepaliveComesInTheKernelsWholeSeconds() {
        TcpKeepalive keepalive = new TcpKeepalive(ofSeconds(90), ofSeconds(10), 5);

        assertThat(request(Map.of(), keepalive).environment())
                .containsEntry(
                        "POOLPROOF_SETTINGS",
                        "{\"keepalive.count\":5,\"keepalive.idle\":5000.0,\"keepalive.interval\":1000.0}");
    }

    private static WorkerRequest request(
            Map<String, String> settings, @Nullable TcpKeepalive keepalive) {
        return new WorkerRequest(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 5432),
                "postgres",
                "postgres",
                "",
                "postgresql",
                "ids",
                "cell-1",
                settings,
                keepalive,
                new TimeScale(20));
    }
}
