package dev.poolproof.proxy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * An open connection, as it was when asked.
 *
 * @param number counted from 1 in the order in which the proxy accepted
 * @param client the client's address
 * @param openedAt time of the proxy's clock
 * @param age wall time since the client's connect
 * @param quiet wall time since bytes last came from either side, or since the client's connect
 * @param bytesFromClient read by the proxy so far
 * @param bytesFromServer read by the proxy so far
 * @param keepalives TCP keepalive probes seen of either side; only looked for if a hop wants them
 * @param timers of faults that run, and will do something if nothing comes between
 * @param hops that act on it or will, from the client to the server
 */
public record ConnectionState(
        long number,
        InetSocketAddress client,
        Duration openedAt,
        Duration age,
        Duration quiet,
        long bytesFromClient,
        long bytesFromServer,
        long keepalives,
        int timers,
        List<HopState> hops) {
    public ConnectionState {
        hops = List.copyOf(hops);
    }
}
