package dev.poolproof.model.candidate;

import static dev.poolproof.model.Checks.atLeast;
import static dev.poolproof.model.Checks.positive;

import dev.poolproof.model.TimeScale;
import java.time.Duration;

/**
 * TCP keepalive of one end of a connection.
 *
 * @param idle time without a segment before the first probe ({@code TCP_KEEPIDLE}); longer than
 *     zero
 * @param interval time between unanswered probes ({@code TCP_KEEPINTVL}); longer than zero
 * @param count unanswered probes after which the connection is given up ({@code TCP_KEEPCNT}); 1 or
 *     more
 */
public record TcpKeepalive(Duration idle, Duration interval, int count) {
    /**
     * What Linux does when an application only sets {@code SO_KEEPALIVE}: {@code
     * net.ipv4.tcp_keepalive_time}, {@code _intvl} and {@code _probes} as the kernel ships them.
     */
    public static final TcpKeepalive LINUX_DEFAULT =
            new TcpKeepalive(Duration.ofSeconds(7200), Duration.ofSeconds(75), 9);

    public TcpKeepalive {
        positive("idle", idle);
        positive("interval", interval);
        atLeast("count", 1, count);
    }

    /**
     * The same keepalive for a kernel under a clock that runs at {@code scale}. The kernel counts
     * in whole seconds, so times are rounded up to them.
     */
    public TcpKeepalive scaled(TimeScale scale) {
        return new TcpKeepalive(
                wholeSeconds(scale.toWall(idle)), wholeSeconds(scale.toWall(interval)), count);
    }

    private static Duration wholeSeconds(Duration time) {
        return Duration.ofSeconds(time.plusNanos(999_999_999).toSeconds());
    }
}
