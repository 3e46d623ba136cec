package dev.poolproof.runner.driver;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.poolproof.model.candidate.TcpKeepalive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

class KeepaliveSocketFactoryTest {
    private static final TcpKeepalive KEEPALIVE = new TcpKeepalive(ofSeconds(31), ofSeconds(7), 4);

    private final KeepaliveSocketFactory factory =
            new KeepaliveSocketFactory(KeepaliveSocketFactory.argument(KEEPALIVE));

    @Test
    void theKernelHasTheTimesOnceTheDriverHasConnectedAndSwitchedItOn() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = factory.createSocket()) {
            socket.connect(server.getLocalSocketAddress());
            socket.setKeepAlive(true);

            assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(31);
            assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)).isEqualTo(7);
            assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT)).isEqualTo(4);
        }
    }

    @Test
    void aSocketIsNeverConnectedByTheFactory() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> factory.createSocket("localhost", 1))
                .withMessageContaining("connectTimeout");
    }
}
