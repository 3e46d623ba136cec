package dev.poolproof.proxy;

import dev.poolproof.proxy.handler.FaultHandlers;
import dev.poolproof.proxy.kernel.KernelAbilities;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that carry any number of proxies, one for each core, all daemons. Thread-safe. */
public final class ProxyEngine implements AutoCloseable {
    private final Transport transport;
    private final KernelAbilities abilities;
    private final FaultHandlers handlers = new FaultHandlers();
    private final NameLookup names = new NameLookup();
    private final MultiThreadIoEventLoopGroup loops;
    private final Set<TcpProxy> proxies = ConcurrentHashMap.newKeySet();

    private ProxyEngine(Transport transport) {
        this.transport = transport;
        this.loops =
                new MultiThreadIoEventLoopGroup(
                        Runtime.getRuntime().availableProcessors(),
                        threads(),
                        transport.ioHandlerFactory());
        this.abilities = // after the loops: these have the native library loaded
                transport == Transport.EPOLL ? KernelAbilities.tried() : KernelAbilities.NONE;
    }

    /**
     * Starts an engine on the best transport of this machine, and sends a first byte through it.
     *
     * @throws java.io.UncheckedIOException if a connection over loopback fails
     */
    public static ProxyEngine start() {
        return start(Transport.best());
    }

    static ProxyEngine start(Transport transport) {
        ProxyEngine engine = new ProxyEngine(transport);
        WarmUp.of(engine);
        return engine;
    }

    /** What carries the sockets. */
    public Transport transport() {
        return transport;
    }

    /** A new proxy, to be described and opened. */
    public ProxyBuilder proxy() {
        return new ProxyBuilder(this);
    }

    /** Closes all proxies, and waits until their sockets are closed and the threads have ended. */
    @Override
    public void close() {
        List.copyOf(proxies).forEach(TcpProxy::close);
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
        names.close();
    }

    KernelAbilities abilities() {
        return abilities;
    }

    NameLookup names() {
        return names;
    }

    FaultHandlers handlers() {
        return handlers;
    }

    TcpProxy open(TcpProxy proxy, InetSocketAddress address) {
        proxy.listen(loops, address);
        proxies.add(proxy);
        return proxy;
    }

    void closed(TcpProxy proxy) {
        proxies.remove(proxy);
    }

    private static ThreadFactory threads() {
        AtomicInteger started = new AtomicInteger();
        return work -> {
            Thread thread =
                    new FastThreadLocalThread(work, "poolproof-proxy-" + started.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
