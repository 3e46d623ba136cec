package dev.poolproof.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poolproof.model.fault.Ending;
import dev.poolproof.proxy.Rig.Pair;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosingTest {
    private static ProxyEngine engine;

    @BeforeAll
    static void start() {
        engine = ProxyEngine.start();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void aProxyThatIsClosedInOrderSendsFinToBothSides() throws Exception {
        try (Rig rig = new Rig(engine, List.of())) {
            Pair pair = rig.connect();
            pair.use();

            rig.proxy.close(Ending.FIN_BOTH);

            assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
            assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
            assertThat(rig.proxy.openConnections()).isZero();
        }
    }

    @Test
    void oneConnectionIsEndedAndTheOthersAreLeftAlone() throws Exception {
        try (Rig rig = new Rig(engine, Rig.HANDLED)) {
            Pair first = rig.connect();
            Pair second = rig.connect();
            first.use();
            second.use();

            assertThat(rig.proxy.end(1, Ending.RST_BOTH)).isTrue();
            assertThat(rig.proxy.end(99, Ending.RST_BOTH)).isFalse();

            assertThatThrownBy(() -> first.client().getInputStream().read())
                    .isInstanceOf(SocketException.class);
            second.use();
        }
    }

    @Test
    void aNameIsLookedUpForEachConnection() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("localhost"));
                TcpProxy proxy =
                        engine.proxy()
                                .upstream(
                                        InetSocketAddress.createUnresolved(
                                                "localhost", server.getLocalPort()))
                                .open();
                Socket client = connect(proxy);
                Socket accepted = server.accept()) {
            accepted.getOutputStream().write(7);

            assertThat(client.getInputStream().read()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere.invalid", "no such host"})
    void aServerWhoseNameIsUnknownRefuses(String name) throws Exception {
        try (TcpProxy proxy =
                engine.proxy().upstream(InetSocketAddress.createUnresolved(name, 1)).open()) {
            // The RST may come before the client has noticed that it is connected.
            assertThatThrownBy(() -> connectAndRead(proxy)).isInstanceOf(SocketException.class);
        }
    }

    private static void connectAndRead(TcpProxy proxy) throws IOException {
        try (Socket client = connect(proxy)) {
            client.getInputStream().read();
        }
    }

    private static Socket connect(TcpProxy proxy) throws IOException {
        Socket client = new Socket();
        client.connect(proxy.address(), 20_000);
        client.setSoTimeout(20_000);
        return client;
    }
}
