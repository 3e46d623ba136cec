package dev.poolproof.http.emulation;

import dev.poolproof.http.nginx.Nginx;
import dev.poolproof.http.nginx.NginxFidelity;
import dev.poolproof.http.nginx.NginxSettings;
import dev.poolproof.http.server.LoopbackServer;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What nginx 1.22.1 was seen to do, in a thread of this JVM, on a free port of loopback. It passes
 * HTTP/1.x on to one origin, or answers from its cache; TLS and HTTP/2 are not emulated.
 */
public final class EmulatedNginx implements Nginx {
    /** A chunk is told as one, with its size, as nginx reads it. */
    private static final HttpDecoderConfig CHUNKS =
            new HttpDecoderConfig().setMaxChunkSize(Integer.MAX_VALUE).setAllowPartialChunks(false);

    private final EmulatedServer server;
    private final LoopbackServer listener;

    private EmulatedNginx(EmulatedServer server, LoopbackServer listener) {
        this.server = server;
        this.listener = listener;
    }

    /**
     * Starts it before {@code origin}; it accepts when this returns.
     *
     * @throws IllegalArgumentException if the settings are not emulated; the message lists those
     *     that are
     * @throws IOException if there is no free port
     */
    public static EmulatedNginx start(NginxSettings settings, InetSocketAddress origin)
            throws IOException {
        EmulatedServer server =
                new EmulatedServer(
                        EmulatedSettings.of(settings),
                        new EmulatedFiles(settings.breakage()),
                        origin);
        return new EmulatedNginx(
                server, LoopbackServer.start("poolproof-nginx", new Connections(server)));
    }

    /** Why these settings are not emulated, in words; {@code null} if they are. */
    public static @Nullable String refuses(NginxSettings settings) {
        try {
            EmulatedSettings.of(settings);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    @Override
    public InetSocketAddress address() {
        return listener.address();
    }

    @Override
    public String version() {
        return "emulated " + StatusPage.SERVER.replace('/', ' ');
    }

    @Override
    public NginxFidelity fidelity() {
        return NginxFidelity.EMULATED;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the emulation itself has failed
     */
    @Override
    public List<String> errorLog() {
        return server.logs().errors();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the emulation itself has failed
     */
    @Override
    public List<String> accessLog() {
        return server.logs().accesses();
    }

    @Override
    public void repair() {
        server.files().repair();
    }

    @Override
    public void close() {
        listener.close();
    }

    /** Makes the handlers of each connection. */
    private static final class Connections extends ChannelInitializer<SocketChannel> {
        private final EmulatedServer server;

        Connections(EmulatedServer server) {
            this.server = server;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            int sendBuffer = server.settings().sendBuffer();
            if (sendBuffer > 0) {
                channel.config().setSendBufferSize(sendBuffer);
            }
            channel.pipeline()
                    .addLast(
                            new HttpRequestDecoder(CHUNKS),
                            new ClientHandler(server, server.connections().incrementAndGet()));
        }
    }
}
