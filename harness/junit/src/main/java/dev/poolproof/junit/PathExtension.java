package dev.poolproof.junit;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.proxy.ProxyEngine;
import dev.poolproof.proxy.TcpProxy;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Puts a network path in front of a server for the length of a test, in real time. Register it with
 * {@code @RegisterExtension}; the test connects to {@link #address} in place of the server.
 */
public final class PathExtension implements BeforeEachCallback, AfterEachCallback {
    private final InetSocketAddress server;
    private final List<Hop> path;
    private @Nullable ProxyEngine engine;
    private @Nullable TcpProxy proxy;

    private PathExtension(InetSocketAddress server, List<Hop> path) {
        this.server = server;
        this.path = path;
    }

    /** A path without hops to {@code server}. */
    public static PathExtension to(InetSocketAddress server) {
        return new PathExtension(server, List.of());
    }

    /** The same path through {@code hops}, from the client's side on. */
    public PathExtension through(Hop... hops) {
        return new PathExtension(server, List.of(hops));
    }

    /**
     * Where the test connects.
     *
     * @throws IllegalStateException outside a test
     */
    public InetSocketAddress address() {
        return proxy().address();
    }

    /** The proxy itself, to change the path while connections are open. */
    public TcpProxy proxy() {
        if (proxy == null) {
            throw new IllegalStateException("a path is only there while a test runs");
        }
        return proxy;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ProxyEngine started = ProxyEngine.start();
        engine = started;
        proxy = started.proxy().upstream(server).path(path).open();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        proxy = null;
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }
}
