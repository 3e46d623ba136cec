package dev.poolproof.runner.cluster;

import dev.poolproof.warp.shared.NameServer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A name that leads to the node of a role, asked through a resolver that remembers the answer for
 * the record's time to live.
 */
final class NameRecord implements NameServer {
    private final Duration ttl;
    private final Supplier<Duration> clock;
    private InetAddress address;
    private InetAddress remembered;
    private Duration until = Duration.ZERO;

    /**
     * @param ttl in the time of {@code clock}
     */
    NameRecord(InetAddress address, Duration ttl, Supplier<Duration> clock) {
        this.address = address;
        this.remembered = address;
        this.ttl = ttl;
        this.clock = clock;
    }

    @Override
    public synchronized List<InetAddress> lookUp(String name) {
        Duration now = clock.get();
        if (now.compareTo(until) >= 0) {
            remembered = address;
            until = now.plus(ttl);
        }
        return List.of(remembered);
    }

    /** Changes the record. */
    synchronized void leadTo(InetAddress changed) {
        address = changed;
    }
}
