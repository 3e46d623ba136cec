package dev.poolproof.http.alb;

import dev.poolproof.http.server.LoopbackServer;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An Application Load Balancer on a free port of loopback, with one target, in a thread of this
 * JVM. Requests of all clients go over connections to the target that are kept until they have been
 * idle for the idle timeout, or the target closes them; a request that meets one which the target
 * is just closing is answered 502, whatever its method: nothing is sent twice. Both bodies are
 * passed on as they come, so a failure within the target's body reaches the client as a body that
 * is cut short.
 *
 * <p>Not played: TLS, HTTP/2, WebSockets (the request's {@code Upgrade} is taken off), rules and
 * target groups, health checks, the deregistration delay. Thread-safe.
 */
public final class Alb implements AutoCloseable {
    private static final int MOST_LINE = 16 << 10; // AWS's limits
    private static final int MOST_HEADER = 64 << 10;

    private final AlbServer server;
    private final LoopbackServer listener;

    private Alb(AlbServer server, LoopbackServer listener) {
        this.server = server;
        this.listener = listener;
    }

    /**
     * Starts one; it accepts when this returns.
     *
     * @param target where requests go; {@code null} if none is registered
     * @param clock what the time of an event is; called on the event loop, must not block
     * @param events told of what happens; called on the event loop, must not block
     * @throws IOException if there is no free port
     */
    public static Alb start(
            AlbSettings settings,
            @Nullable InetSocketAddress target,
            Supplier<Duration> clock,
            Consumer<AlbEvent> events)
            throws IOException {
        AlbServer server = new AlbServer(settings, target, clock, events);
        return new Alb(
                server,
                LoopbackServer.start(
                        "poolproof-alb",
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(SocketChannel channel) {
                                channel.pipeline()
                                        .addLast(
                                                server.idleWatch(),
                                                new HttpServerCodec(MOST_LINE, MOST_HEADER, 8192),
                                                new AlbClient(server, channel));
                            }
                        }));
    }

    /** Where clients connect to. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /**
     * Sends the requests that come from now on to another target, over new connections; {@code
     * null} deregisters the present one. Requests that are on their way stay there.
     */
    public void target(@Nullable InetSocketAddress address) {
        listener.run(() -> server.target(address));
    }

    /** Ends it; all its connections are closed when this returns. */
    @Override
    public void close() {
        listener.close();
    }
}
