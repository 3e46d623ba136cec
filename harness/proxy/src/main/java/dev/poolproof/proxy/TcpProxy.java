package dev.poolproof.proxy;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.history.HistoryEvent;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One listening address, the server behind it, and the path between. A server that refuses is shown
 * to the client as RST after its connect has succeeded. All methods may be called from any thread
 * but those that call the listener of events.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int BACKLOG = 1024; // a pool that starts must not meet dropped SYNs

    private final ProxyEngine engine;
    private final InetSocketAddress upstream;
    private final Supplier<Duration> clock;
    private final Consumer<HistoryEvent.Network> events;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile List<Hop> path;
    private volatile @Nullable Channel listener;
    private long accepted;

    TcpProxy(
            ProxyEngine engine,
            InetSocketAddress upstream,
            List<Hop> path,
            Supplier<Duration> clock,
            Consumer<HistoryEvent.Network> events) {
        this.engine = engine;
        this.upstream = upstream;
        this.path = path;
        this.clock = clock;
        this.events = events;
    }

    /** Where clients connect to. */
    public InetSocketAddress address() {
        Channel open = listener;
        if (open == null || !(open.localAddress() instanceof InetSocketAddress address)) {
            throw new IllegalStateException("the proxy is closed");
        }
        return address;
    }

    /**
     * Puts other hops on the path, for connections that are open and those to come; all timers
     * start anew. What the old hops had forgotten is known again, and what they had held goes on.
     * Done for every connection when this returns.
     *
     * @param hops with durations of the wall clock; none for a path that only passes on
     */
    public synchronized void path(List<Hop> hops) {
        List<Hop> changed = List.copyOf(hops);
        path = changed;
        List<? extends Future<?>> changes =
                connections.stream().map(connection -> connection.path(changed)).toList();
        changes.forEach(Future::syncUninterruptibly);
    }

    /**
     * How many connections hold a socket: those of clients that were reset while the server was
     * told nothing count too.
     */
    public int openConnections() {
        return connections.size();
    }

    /** Listens no more, resets all connections towards both sides, and waits until all is gone. */
    @Override
    public void close() {
        Channel open = listener;
        listener = null;
        if (open != null) {
            open.close().syncUninterruptibly();
        }
        List<ProxiedConnection> left = List.copyOf(connections);
        left.forEach(ProxiedConnection::abort);
        left.forEach(connection -> connection.gone().awaitUninterruptibly());
        engine.closed(this);
    }

    List<Hop> path() {
        return path;
    }

    InetSocketAddress upstream() {
        return upstream;
    }

    Transport transport() {
        return engine.transport();
    }

    KernelAbilities abilities() {
        return engine.abilities();
    }

    List<FaultHandler> handlersFor(List<Hop> hops, Wire wire) {
        return engine.handlers().handlersFor(hops, wire);
    }

    Duration now() {
        return clock.get();
    }

    void record(HistoryEvent.Network event) {
        events.accept(event);
    }

    void listen(EventLoopGroup group, InetSocketAddress address) {
        ChannelFuture bound =
                new Bootstrap()
                        .group(group)
                        .channel(transport().listenerType())
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .handler(new Acceptor(this, group))
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new UncheckedIOException(
                    new IOException("cannot listen on " + address, bound.cause()));
        }
        listener = bound.channel();
    }

    /** A client has connected; only called on the listener's event loop. */
    ProxiedConnection accepted(Channel client, EventLoop loop) {
        ProxiedConnection connection = new ProxiedConnection(this, ++accepted, client, loop);
        connections.add(connection);
        return connection;
    }

    void gone(ProxiedConnection connection) {
        connections.remove(connection);
    }
}
