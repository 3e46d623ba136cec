package dev.poolproof.control;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.proxy.ProxyEngine;
import dev.poolproof.proxy.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Serves Toxiproxy's HTTP API over proxies of its own, on threads that no proxied byte waits for.
 * Thread-safe.
 *
 * <pre>{@code
 * try (ControlServer server = ControlServer.start(ControlOptions.loopback(1))) {
 *     var client = new ToxiproxyClient("127.0.0.1", server.address().getPort());
 *     client.createProxy("db", "127.0.0.1:0", "127.0.0.1:5432");
 * }
 * }</pre>
 */
public final class ControlServer implements AutoCloseable {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L; // spreads names that are alike

    private final ProxyEngine engine = ProxyEngine.start();
    private final Supplier<Duration> clock = sinceNow();
    private final ProxyMeters meters = new ProxyMeters();
    private final long seed;
    private final Api api;
    private final HttpListener http;

    private ControlServer(ControlOptions options) {
        this.seed = options.seed();
        this.api = new Api(new Proxies(this::open, meters), meters);
        this.http = new HttpListener(options, api);
    }

    /**
     * Starts a server; it answers when this returns.
     *
     * @throws UncheckedIOException if the address cannot be listened on
     */
    public static ControlServer start(ControlOptions options) {
        ControlServer server = new ControlServer(options);
        try {
            server.http.listen(options.listen());
        } catch (UncheckedIOException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** Where control clients connect to. */
    public InetSocketAddress address() {
        return http.address();
    }

    /**
     * Makes the proxies of a file in the form that Toxiproxy's {@code -config} has: an array of
     * {@code {"name": ..., "listen": ..., "upstream": ..., "enabled": true}}.
     *
     * @return where they listen, by line: {@code name on 127.0.0.1:5433 for 127.0.0.1:5432}
     * @throws IllegalArgumentException if the file says something wrong, or cannot be done
     * @throws UncheckedIOException if it cannot be read
     */
    public List<String> populate(Path file) {
        List<ManagedProxy> made = new ArrayList<>();
        try {
            api.populate(Files.readString(file), made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ApiError e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
        return made.stream()
                .map(ManagedProxy::state)
                .map(
                        proxy ->
                                "%s on %s for %s"
                                        .formatted(proxy.name(), proxy.listen(), proxy.upstream()))
                .toList();
    }

    /** Ends the server, all its proxies and their connections, and waits until they are gone. */
    @Override
    public void close() {
        http.close();
        engine.close();
    }

    private TcpProxy open(
            String name, InetSocketAddress listen, HostPort upstream, List<Hop> path) {
        try {
            TcpProxy opened =
                    engine.proxy()
                            .listen(listen)
                            .upstream(upstream.toConnect())
                            .path(path)
                            .clock(clock)
                            .events(meters.events(name))
                            .seed(seed + name.hashCode() * GOLDEN)
                            .open();
            meters.carries(
                    new ByteMeters.Route(name, HostPort.print(opened.address()), upstream.text()),
                    opened);
            return opened;
        } catch (UncheckedIOException e) {
            throw new ApiError(
                    500, "listen tcp %s: bind: %s".formatted(HostPort.print(listen), reason(e)));
        }
    }

    /** The system's word for what went wrong, as Go has it. */
    private static String reason(UncheckedIOException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String words = String.valueOf(cause.getMessage());
        return words.substring(words.lastIndexOf(": ") + 1).strip().toLowerCase(Locale.ROOT);
    }

    private static Supplier<Duration> sinceNow() {
        long startNanos = System.nanoTime();
        return () -> Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
