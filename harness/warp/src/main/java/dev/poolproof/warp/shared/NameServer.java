package dev.poolproof.warp.shared;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** What the JVM asks for the addresses of a name. Called by any thread. */
@FunctionalInterface
public interface NameServer {
    /**
     * The addresses of {@code name} at this moment, the preferred one first.
     *
     * @throws UnknownHostException if it has none
     */
    List<InetAddress> lookUp(String name) throws UnknownHostException;
}
