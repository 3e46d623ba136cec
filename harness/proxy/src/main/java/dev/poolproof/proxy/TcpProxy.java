package dev.poolproof.proxy;

import dev.poolproof.model.Names;
import dev.poolproof.model.fault.Connections;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.ListenerFault;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.history.HistoryEvent;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.handler.FaultHandlers;
import dev.poolproof.proxy.kernel.KernelAbilities;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One listening address, the server behind it, and the path between. A server that refuses is shown
 * to the client as RST after its connect has succeeded. All methods may be called from any thread
 * but those that call the listener of events.
 */
public final class TcpProxy implements AutoCloseable {
    private final ProxyEngine engine;
    private final InetSocketAddress upstream;
    private final Supplier<Duration> clock;
    private final Consumer<HistoryEvent.Network> events;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final long seed;
    private final Rewriting rewriting;
    private final AtomicLong injected = new AtomicLong();
    private final Volume volume = new Volume();
    private final Chosen chosen = new Chosen(); // used by changes of the path, one at a time
    private volatile List<Hop> path;
    private volatile @Nullable Listener listener;
    private volatile long accepted; // only written on the listener's event loop

    TcpProxy(
            ProxyEngine engine,
            InetSocketAddress upstream,
            List<Hop> path,
            Supplier<Duration> clock,
            Consumer<HistoryEvent.Network> events,
            long seed,
            Rewriting rewriting) {
        this.engine = engine;
        this.upstream = upstream;
        this.clock = clock;
        this.events = events;
        this.seed = seed;
        this.rewriting = rewriting;
        this.path = chosen.of(path, this::choose);
    }

    /** Where clients connect to. */
    public InetSocketAddress address() {
        Listener open = listener;
        if (open == null) {
            throw new IllegalStateException("the proxy is closed");
        }
        return open.address();
    }

    /** What all that is drawn by chance comes from. */
    public long seed() {
        return seed;
    }

    /** The hops on the path, from the client to the server. */
    public List<Hop> path() {
        return path;
    }

    /**
     * Puts these hops on the path, for connections that are open and those to come. Hops that were
     * there already keep their timers; of those that are gone, what they had forgotten is known
     * again, and what they had held goes on. A hop stays with the connections that were chosen for
     * it as long as it asks for the same. Done for every connection when this returns.
     *
     * @param hops with durations of the wall clock; none for a path that only passes on
     * @throws java.io.UncheckedIOException if the proxy is to listen again after it had refused,
     *     and its port was taken meanwhile; the next change tries again
     */
    public synchronized void path(List<Hop> hops) {
        List<Hop> changed = chosen.of(hops, this::choose);
        path = changed;
        List<? extends Future<?>> changes =
                connections.stream().map(connection -> connection.path(changed)).toList();
        changes.forEach(Future::syncUninterruptibly);
        Listener open = listener;
        if (open != null) {
            change(open);
        }
    }

    /**
     * Puts {@code hop} on the path in the place of the one of the same name, else at the server's
     * end. A changed fault goes on with what it holds and has counted where that has a meaning.
     */
    public synchronized void put(Hop hop) {
        List<Hop> changed = new ArrayList<>(path);
        int place = indexOf(hop.name());
        if (place < 0) {
            changed.add(hop);
        } else {
            changed.set(place, hop);
        }
        path(changed);
    }

    /**
     * Takes the hop of this name off the path.
     *
     * @return false if there is none
     */
    public synchronized boolean remove(String hop) {
        List<Hop> changed = new ArrayList<>(path);
        int place = indexOf(hop);
        if (place >= 0) {
            changed.remove(place);
            path(changed);
        }
        return place >= 0;
    }

    /** As {@link #inject(Fault, Scope)}, for all connections and what the server sends. */
    public InjectedFault inject(Fault fault) {
        return inject(fault, Scope.DEFAULT);
    }

    /**
     * Puts a fault at the server's end of the path until it is closed.
     *
     * <pre>{@code
     * try (var slow = proxy.inject(new Latency(Duration.ofMillis(200), Duration.ZERO))) {
     *     // answers take 200 ms longer
     * }
     * }</pre>
     */
    public InjectedFault inject(Fault fault, Scope scope) {
        String name = Names.of(fault.getClass()) + "-" + injected.incrementAndGet();
        InjectedFault placed = new InjectedFault(this, new Hop(name, List.of(fault), scope));
        put(placed.hop());
        return placed;
    }

    /** The open connections, as they are now, in the order in which they were accepted. */
    public List<ConnectionState> connections() {
        List<Future<ConnectionState>> asked =
                connections.stream().map(ProxiedConnection::state).toList();
        return asked.stream()
                .map(Future::awaitUninterruptibly)
                .filter(Future::isSuccess)
                .map(Future::getNow)
                .sorted(Comparator.comparing(ConnectionState::number))
                .toList();
    }

    /**
     * How many connections hold a socket: those of clients that were reset while the server was
     * told nothing count too.
     */
    public int openConnections() {
        return connections.size();
    }

    /** Bytes read from {@code side} so far, over all connections, those that are gone too. */
    public long bytesReceivedFrom(Side side) {
        return volume.receivedFrom(side);
    }

    /** As {@link #bytesReceivedFrom}, the bytes that the kernel has taken to send there. */
    public long bytesSentTo(Side side) {
        return volume.sentTo(side);
    }

    /**
     * Ends one connection towards whom {@code how} says. What has not been passed on yet is lost.
     *
     * @param number as {@link ConnectionState#number} tells it
     * @return false if there is none of this number
     */
    public boolean end(long number, Ending how) {
        for (ProxiedConnection connection : connections) {
            if (connection.number() == number) {
                connection.end(how);
                return true;
            }
        }
        return false;
    }

    /** Listens no more, resets all connections towards both sides, and waits until all is gone. */
    @Override
    public void close() {
        close(Ending.RST_BOTH);
    }

    /**
     * As {@link #close()}, with another ending for the connections. FIN is what a proxy process
     * that ends leaves to its kernel: a peer whose bytes were not read yet gets RST all the same.
     *
     * @throws IllegalArgumentException if {@code how} leaves one side out
     */
    public void close(Ending how) {
        if (how != Ending.RST_BOTH && how != Ending.FIN_BOTH) {
            throw new IllegalArgumentException(
                    "a proxy that closes tells both sides, was " + Names.of(how));
        }
        Listener open = listener;
        listener = null;
        if (open != null) {
            open.close();
        }
        List<ProxiedConnection> left = List.copyOf(connections);
        left.forEach(connection -> connection.end(how));
        left.forEach(connection -> connection.gone().awaitUninterruptibly());
        engine.closed(this);
    }

    InetSocketAddress upstream() {
        return upstream;
    }

    /** Looks the server's name up, where it has one. */
    AddressResolverGroup<InetSocketAddress> names() {
        return engine.names();
    }

    Rewriting rewriting() {
        return rewriting;
    }

    Volume volume() {
        return volume;
    }

    Transport transport() {
        return engine.transport();
    }

    KernelAbilities abilities() {
        return engine.abilities();
    }

    FaultHandlers handlers() {
        return engine.handlers();
    }

    Duration now() {
        return clock.get();
    }

    /** Whether anybody is told of events. */
    boolean isObserved() {
        return events != ProxyBuilder.NOBODY;
    }

    void record(HistoryEvent.Network event) {
        events.accept(event);
    }

    void listen(EventLoopGroup group, InetSocketAddress address) {
        Listener opened = new Listener(this, group, address);
        change(opened);
        listener = opened;
    }

    /** Does to those who connect what the first fault for them on the path says. */
    private void change(Listener open) {
        for (Hop hop : path) {
            for (Fault fault : hop.faults()) {
                if (fault instanceof ListenerFault wanted) {
                    if (open.become(wanted)) {
                        record(NetworkAction.ACTED, hop.name(), Names.of(fault.getClass()));
                    }
                    return;
                }
            }
        }
        if (open.become(null)) {
            record(NetworkAction.REVIVED, null, "accepts");
        }
    }

    private void record(NetworkAction action, @Nullable String hop, String detail) {
        record(new HistoryEvent.Network(now(), 0, action, null, hop, 0, detail));
    }

    /** A client has connected; only called on the listener's event loop. */
    ProxiedConnection accepted(Channel client, EventLoop loop) {
        long number = accepted + 1;
        accepted = number;
        ProxiedConnection connection = new ProxiedConnection(this, number, client, loop);
        connections.add(connection);
        return connection;
    }

    void gone(ProxiedConnection connection) {
        connections.remove(connection);
    }

    private int indexOf(String hop) {
        return path.stream().map(Hop::name).toList().indexOf(hop);
    }

    /** The oldest connections are those of now, and the next the first after these. */
    private Connections choose(Connections asked) {
        if (asked instanceof Connections.Oldest oldest) {
            return numbered(
                    connections.stream()
                            .map(ProxiedConnection::number)
                            .sorted()
                            .limit(oldest.count()));
        }
        return asked instanceof Connections.Next next
                ? numbered(LongStream.rangeClosed(accepted + 1, accepted + next.count()).boxed())
                : asked;
    }

    private static Connections numbered(Stream<Long> numbers) {
        return new Connections.Numbered(numbers.collect(Collectors.toSet()));
    }
}
