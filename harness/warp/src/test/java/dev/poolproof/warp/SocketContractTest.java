package dev.poolproof.warp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JDK promises of the timeouts of sockets, whatever the scale. */
@ExtendWith(PlainAndWarped.class)
class SocketContractTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 49, 50, 51, 5_000, Integer.MAX_VALUE})
    void timeoutIsTheOneThatWasSet(int timeout) throws Exception {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(timeout);
            assertThat(socket.getSoTimeout()).isEqualTo(timeout);
            socket.setSoTimeout(0);
            assertThat(socket.getSoTimeout()).isZero();
        }
    }

    @Test
    void negativeTimeoutsAreRefused() throws Exception {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(7);
            assertThatIllegalArgumentException().isThrownBy(() -> socket.setSoTimeout(-1));
            assertThat(socket.getSoTimeout()).isEqualTo(7);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> socket.connect(nobodyListens(), -1));
        }
    }

    @Test
    void closedSocketsRefuse() throws Exception {
        Socket socket = new Socket();
        socket.setSoTimeout(7);
        socket.close();

        assertThatExceptionOfType(SocketException.class).isThrownBy(socket::getSoTimeout);
        assertThatExceptionOfType(SocketException.class).isThrownBy(() -> socket.setSoTimeout(7));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000, Integer.MAX_VALUE})
    void refusedConnectionsAreToldAtOnce(int timeout) throws Exception {
        try (Socket socket = new Socket()) {
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> socket.connect(nobodyListens(), timeout));
        }
    }

    @Test
    void ownSocketSeesWhatItIsTold() throws Exception {
        try (OwnSocket own = new OwnSocket()) {
            Socket socket = own;
            socket.setSoTimeout(5_000);
            socket.connect(nobodyListens(), 4_000);
            assertThat(own.seen).containsExactly(5_000, 4_000);
            assertThat(socket.getSoTimeout()).isEqualTo(11);
        }
    }

    private static InetSocketAddress nobodyListens() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, loopback)) {
            return new InetSocketAddress(loopback, server.getLocalPort());
        }
    }

    private static final class OwnSocket extends Socket {
        final List<Integer> seen = new ArrayList<>();

        @Override
        public synchronized void setSoTimeout(int timeout) {
            seen.add(timeout);
        }

        @Override
        public synchronized int getSoTimeout() {
            return 11;
        }

        @Override
        public void connect(java.net.SocketAddress endpoint, int timeout) {
            seen.add(timeout);
        }
    }
}
