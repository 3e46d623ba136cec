package dev.poolproof.proxy;

import dev.poolproof.model.fault.Bandwidth;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.LimitData;
import dev.poolproof.model.fault.Slicer;
import dev.poolproof.model.fault.SlowClose;
import java.time.Duration;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Through all faults that let every byte pass, one after the other, in both directions. */
@EnabledOnOs(OS.LINUX)
class ToxicsRelayTest extends RelayContract {
    ToxicsRelayTest() {
        super(
                Transport.EPOLL,
                Rig.bothWays(
                        new Latency(Duration.ofMillis(1), Duration.ofMillis(1)),
                        new Slicer(16_384, 4_096, Duration.ZERO),
                        new Bandwidth(1_000_000),
                        new SlowClose(Duration.ofMillis(5)),
                        new LimitData(Long.MAX_VALUE)));
    }
}
