package dev.poolproof.control;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * What a control server is to be.
 *
 * @param listen where it listens; port 0 is a free port
 * @param access who may use it
 * @param seed what all that its proxies draw by chance comes from
 * @param limits what clients can take of it
 */
public record ControlOptions(
        InetSocketAddress listen, Access access, long seed, ControlLimits limits) {
    /** Toxiproxy's. */
    public static final int DEFAULT_PORT = 8474;

    public ControlOptions {
        requireNonNull(limits, "limits");
        InetAddress address = listen.getAddress();
        if (address == null) {
            throw new IllegalArgumentException(
                    "listen must be an address, the host \"%s\" is not known"
                            .formatted(listen.getHostString()));
        }
        if (access instanceof Access.ThisMachine && !address.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "listen must be a loopback address where no token is asked for, was "
                            + HostPort.print(listen));
        }
    }

    /** A free port of loopback for whoever is on this machine. */
    public static ControlOptions loopback(long seed) {
        return new ControlOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new Access.ThisMachine(),
                seed,
                ControlLimits.DEFAULT);
    }
}
