package dev.poolproof.proxy;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.history.HistoryEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a proxy is to be. Only {@link #upstream} must be set. */
public final class ProxyBuilder {
    static final Consumer<HistoryEvent.Network> NOBODY = event -> {};

    private final ProxyEngine engine;
    private @Nullable InetSocketAddress upstream;
    private InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private List<Hop> path = List.of();
    private Supplier<Duration> clock = sinceNow();
    private Consumer<HistoryEvent.Network> events = NOBODY;
    private long seed = System.nanoTime();
    private Rewriting rewriting = Rewriting.NONE;

    ProxyBuilder(ProxyEngine engine) {
        this.engine = engine;
    }

    /**
     * Where connections go. The name of an {@linkplain InetSocketAddress#createUnresolved
     * unresolved} address is looked up for each connection, off the event loops.
     */
    public ProxyBuilder upstream(InetSocketAddress address) {
        upstream = address;
        return this;
    }

    /** Where clients connect to; a free port of loopback by default. Port 0 is a free port. */
    public ProxyBuilder listen(InetSocketAddress address) {
        listen = address;
        return this;
    }

    /**
     * What stands on the way, from the client to the server; nothing by default.
     *
     * @param hops with durations of the wall clock
     */
    public ProxyBuilder path(List<Hop> hops) {
        path = List.copyOf(hops);
        return this;
    }

    /**
     * What the time of an event is; by default the time since this builder was made.
     *
     * @param now called on event loops, must not block
     */
    public ProxyBuilder clock(Supplier<Duration> now) {
        clock = now;
        return this;
    }

    /**
     * Who is told of what happens; nobody by default.
     *
     * @param listener called on event loops, must not block; events of one connection come in order
     */
    public ProxyBuilder events(Consumer<HistoryEvent.Network> listener) {
        events = listener;
        return this;
    }

    /**
     * What all that is drawn by chance comes from; by default another one each time, which {@link
     * TcpProxy#seed} tells. The same seed and the same traffic give the same decisions.
     */
    public ProxyBuilder seed(long value) {
        seed = value;
        return this;
    }

    /**
     * What the server reads in place of some words in its clients' statements; nothing by default.
     */
    public ProxyBuilder rewriting(Rewriting words) {
        rewriting = words;
        return this;
    }

    /**
     * Opens the proxy; it accepts when this returns.
     *
     * @throws IllegalArgumentException if no upstream was given
     * @throws java.io.UncheckedIOException if the address cannot be listened on
     */
    public TcpProxy open() {
        if (upstream == null) {
            throw new IllegalArgumentException("a proxy needs an upstream, there was none");
        }
        return engine.open(
                new TcpProxy(engine, upstream, path, clock, events, seed, rewriting), listen);
    }

    private static Supplier<Duration> sinceNow() {
        long startNanos = System.nanoTime();
        return () -> Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
