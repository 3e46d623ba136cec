package dev.poolproof.control;

import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.proxy.ConnectionState;
import dev.poolproof.proxy.TcpProxy;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One proxy of the API: its toxics stay while it is stopped and started, a {@link TcpProxy} lasts
 * from a start to a stop. Thread-safe.
 */
final class ManagedProxy {
    private static final Ending AS_TOXIPROXY = Ending.FIN_BOTH;

    private final String name;
    private final Opener opener;
    private final Map<String, Toxic> toxics = new LinkedHashMap<>();
    private String listen;
    private String upstream;
    private @Nullable TcpProxy running;

    /** Opens what proxies run on. */
    interface Opener {
        /** Opens a proxy that listens, with this path. */
        TcpProxy open(String name, InetSocketAddress listen, HostPort upstream, List<Hop> path);
    }

    ManagedProxy(String name, String listen, String upstream, Opener opener) {
        this.name = name;
        this.listen = listen;
        this.upstream = upstream;
        this.opener = opener;
    }

    /** A proxy as it was when asked. */
    record State(
            String name, String listen, String upstream, boolean enabled, List<Toxic> toxics) {}

    String name() {
        return name;
    }

    synchronized State state() {
        return new State(name, listen, upstream, running != null, sorted());
    }

    /**
     * Listens; does nothing if it does so already.
     *
     * @throws ApiError if it cannot
     */
    synchronized void start() {
        if (running != null) {
            return;
        }
        HostPort server = HostPort.parse("upstream", upstream);
        TcpProxy opened = opener.open(name, toListen(listen), server, path());
        running = opened;
        listen = HostPort.print(opened.address());
    }

    /** Listens no more, and ends all connections. */
    synchronized void stop() {
        TcpProxy open = running;
        running = null;
        if (open != null) {
            open.close(AS_TOXIPROXY);
        }
    }

    /** Another address, server or state; what is another ends all connections. */
    synchronized void update(String newListen, String newUpstream, boolean enabled) {
        if (differs(newListen, newUpstream)) {
            stop();
            listen = newListen;
            upstream = newUpstream;
        }
        if (enabled) {
            start();
        } else {
            stop();
        }
    }

    /** Whether it would listen or connect elsewhere. */
    synchronized boolean differs(String newListen, String newUpstream) {
        return !upstream.equals(newUpstream) || !listensOn(newListen);
    }

    /**
     * The toxic of this name.
     *
     * @throws ApiError if there is none
     */
    synchronized Toxic toxic(String toxic) {
        Toxic found = toxics.get(toxic);
        if (found == null) {
            throw ApiError.noSuchToxic();
        }
        return found;
    }

    /** All toxics, as Toxiproxy orders them: upstream before downstream. */
    synchronized List<Toxic> toxics() {
        return sorted();
    }

    /**
     * Puts a toxic on all connections.
     *
     * @throws ApiError if there is one of its name
     */
    synchronized void add(Toxic toxic) {
        if (toxics.putIfAbsent(toxic.name(), toxic) != null) {
            throw ApiError.toxicExists();
        }
        apply();
    }

    /** Changes a toxic on all connections. */
    synchronized Toxic change(String toxic, UnaryOperator<Toxic> change) {
        Toxic changed = change.apply(toxic(toxic));
        toxics.put(toxic, changed);
        apply();
        return changed;
    }

    /** Takes a toxic off all connections. */
    synchronized void remove(String toxic) {
        toxic(toxic);
        toxics.remove(toxic);
        apply();
    }

    /** Takes all toxics off, and starts. */
    synchronized void reset() {
        toxics.clear();
        apply();
        start();
    }

    /** The open connections. */
    List<ConnectionState> connections() {
        TcpProxy open = current();
        return open == null ? List.of() : open.connections();
    }

    /** How many connections hold a socket. */
    int openConnections() {
        TcpProxy open = current();
        return open == null ? 0 : open.openConnections();
    }

    /** Ends one connection; false if there is none of this number. */
    boolean end(long number, Ending how) {
        TcpProxy open = current();
        return open != null && open.end(number, how);
    }

    /** A proxy that runs knows its address, which others may know by name. */
    private boolean listensOn(String wanted) {
        return listen.equals(wanted)
                || (running != null && listen.equals(HostPort.print(toListen(wanted))));
    }

    private synchronized @Nullable TcpProxy current() {
        return running;
    }

    private void apply() {
        if (running != null) {
            running.path(path());
        }
    }

    /**
     * What is added last stands last in its own direction, as in Toxiproxy: so those that act on
     * what the server sends stand in the opposite order.
     */
    private List<Hop> path() {
        List<Hop> back = new ArrayList<>(hops(true).toList());
        Collections.reverse(back);
        return Stream.concat(back.stream(), hops(false)).toList();
    }

    private Stream<Hop> hops(boolean back) {
        return toxics.values().stream()
                .map(Toxic::hop)
                .filter(hop -> back == (hop.scope().stream() == Direction.DOWNSTREAM));
    }

    private List<Toxic> sorted() {
        return toxics.values().stream()
                .sorted((a, b) -> a.hop().scope().stream().compareTo(b.hop().scope().stream()))
                .toList();
    }

    /** Toxiproxy takes nothing for a free port of all addresses; loopback is safer. */
    private static InetSocketAddress toListen(String listen) {
        return HostPort.parse("listen", listen.isEmpty() ? "127.0.0.1:0" : listen).toListen();
    }
}
