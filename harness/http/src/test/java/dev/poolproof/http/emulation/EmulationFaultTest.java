package dev.poolproof.http.emulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolproof.http.nginx.NginxSettings;
import dev.poolproof.model.scenario.Breakage;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

/** A fault of the emulation itself is never read as something that nginx did. */
class EmulationFaultTest {
    private static final InetSocketAddress ANYWHERE =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    private final EmulatedServer server =
            new EmulatedServer(
                    EmulatedSettings.of(NginxSettings.DEFAULT),
                    new EmulatedFiles(Breakage.NONE),
                    ANYWHERE);

    @Test
    void oneOfTheUpstreamsHandlerTakesTheLogsAway() {
        EmbeddedChannel upstream = upstream();
        IllegalStateException bug = new IllegalStateException("bug");

        upstream.pipeline().fireExceptionCaught(bug);

        assertThatThrownBy(() -> server.logs().errors())
                .isInstanceOf(IllegalStateException.class)
                .hasCause(bug);
        assertThatThrownBy(() -> server.logs().accesses()).hasCause(bug);
    }

    @Test
    void aResetOfTheUpstreamIsNone() {
        EmbeddedChannel upstream = upstream();

        upstream.pipeline().fireExceptionCaught(new SocketException("Connection reset"));

        assertThat(server.logs().errors())
                .singleElement()
                .asString()
                .contains("recv() failed (104: Connection reset by peer)");
    }

    @Test
    void oneOfTheClientsHandlerTakesTheLogsAway() {
        EmbeddedChannel client = new EmbeddedChannel(new ClientHandler(server, 1));
        IllegalStateException bug = new IllegalStateException("bug");

        client.pipeline().fireExceptionCaught(bug);

        assertThatThrownBy(() -> server.logs().errors()).hasCause(bug);
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void aResetByTheClientIsNone() {
        EmbeddedChannel client = new EmbeddedChannel(new ClientHandler(server, 1));

        client.pipeline().fireExceptionCaught(new SocketException("Connection reset"));

        assertThat(server.logs().errors()).isEmpty();
        assertThat(client.isOpen()).isFalse();
    }

    private EmbeddedChannel upstream() {
        EmbeddedChannel channel = new EmbeddedChannel();
        UpstreamHandler connection = new UpstreamHandler(server, channel);
        channel.pipeline().addLast(connection);
        connection.carry(exchange());
        return channel;
    }

    private Exchange exchange() {
        EmbeddedChannel client =
                new EmbeddedChannel() {
                    @Override
                    protected SocketAddress remoteAddress0() {
                        return ANYWHERE;
                    }
                };
        DefaultHttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        return new Exchange(server, 1, new ClientRequest(head, client, true), client, () -> {});
    }
}
