package dev.poolproof.proxy;

import dev.poolproof.model.fault.Bandwidth;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.LimitData;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.Slicer;
import dev.poolproof.model.fault.SlowClose;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Through all faults that let every byte pass, one after the other, in both directions. */
class ToxicsRelayTest extends RelayContract {
    /** The faults, none of which takes long. */
    static final List<Hop> PATH =
            Stream.of(
                            new Latency(Duration.ofMillis(1), Duration.ofMillis(1)),
                            new Slicer(16_384, 4_096, Duration.ZERO),
                            new Bandwidth(1_000_000),
                            new SlowClose(Duration.ofMillis(5)),
                            new LimitData(Long.MAX_VALUE))
                    .map(ToxicsRelayTest::bothWays)
                    .toList();

    ToxicsRelayTest() {
        super(Transport.EPOLL, PATH);
    }

    private static Hop bothWays(Fault fault) {
        return new Hop(
                fault.getClass().getSimpleName(),
                List.of(fault),
                Scope.DEFAULT.stream(Direction.BOTH));
    }
}
