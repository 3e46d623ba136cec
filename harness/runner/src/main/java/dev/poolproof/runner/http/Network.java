package dev.poolproof.runner.http;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.proxy.ProxyEngine;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What lies between the application of one cell and what stands before it. */
final class Network implements AutoCloseable {
    private final @Nullable ProxyEngine engine;
    private final InetSocketAddress address;

    private Network(@Nullable ProxyEngine engine, InetSocketAddress address) {
        this.engine = engine;
        this.address = address;
    }

    /**
     * Opens a way to {@code origin}.
     *
     * @param path with times of the wall clock; none for loopback itself
     */
    static Network open(InetSocketAddress origin, List<Hop> path) {
        if (path.isEmpty()) {
            return new Network(null, origin);
        }
        ProxyEngine engine = ProxyEngine.start();
        try {
            return new Network(engine, engine.proxy().upstream(origin).path(path).open().address());
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** Where the application is to be had. */
    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
