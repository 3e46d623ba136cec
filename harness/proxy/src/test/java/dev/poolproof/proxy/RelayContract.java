package dev.poolproof.proxy;

import static dev.poolproof.model.history.NetworkAction.ACCEPTED;
import static dev.poolproof.model.history.NetworkAction.BYTES;
import static dev.poolproof.model.history.NetworkAction.CLOSED;
import static dev.poolproof.model.history.NetworkAction.CONNECTED;
import static dev.poolproof.model.history.NetworkAction.FIN_RECEIVED;
import static dev.poolproof.model.history.NetworkAction.FIN_SENT;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.poolproof.model.fault.CutAfter;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.Rig.Pair;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every way of passing bytes on must hold to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RelayContract {
    private final Transport transport;
    private final List<Hop> path;
    private ProxyEngine engine;
    private Rig rig;

    RelayContract(Transport transport, List<Hop> path) {
        this.transport = transport;
        this.path = path;
    }

    @BeforeAll
    void startEngine() {
        engine = ProxyEngine.start(transport);
    }

    @AfterAll
    void stopEngine() {
        engine.close();
    }

    @BeforeEach
    void open() throws IOException {
        rig = new Rig(engine, path);
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
        assertThat(rig.proxy.openConnections()).isZero();
    }

    @Test
    void bytesArriveInOrderInBothDirectionsAtOnce() throws Exception {
        Pair pair = rig.connect();
        byte[] request = Bulk.randomBytes(1, 8 << 20);
        byte[] response = Bulk.randomBytes(2, 8 << 20);

        var sentRequest = Bulk.sendThenFin(pair.client(), request);
        var sentResponse = Bulk.sendThenFin(pair.server(), response);
        var gotRequest = Bulk.readAll(pair.server());

        assertThat(Arrays.equals(Bulk.readAll(pair.client()).get(), response)).isTrue();
        assertThat(Arrays.equals(gotRequest.get(), request)).isTrue();
        sentRequest.get();
        sentResponse.get();
    }

    @Test
    void eitherSideMayStopSendingAndStillRead() throws Exception {
        Pair pair = rig.connect();
        Pair other = rig.connect();

        pair.clientSends("query");
        pair.client().shutdownOutput();
        assertThat(pair.server().getInputStream().readAllBytes()).asString().isEqualTo("query");
        pair.serverSends("late answer");
        assertThat(pair.clientReads(11)).isEqualTo("late answer");

        other.serverSends("goodbye");
        other.server().shutdownOutput();
        assertThat(other.client().getInputStream().readAllBytes()).asString().isEqualTo("goodbye");
        other.clientSends("thanks");
        assertThat(other.serverReads(6)).isEqualTo("thanks");
    }

    @Test
    void aSlowReaderStopsAFastSenderAndGetsEveryByteInTheEnd() throws Exception {
        try (SocketChannel client = SocketChannel.open(rig.proxy.address())) {
            Socket server = rig.accepted();

            long taken = writeUntilStuck(client);
            client.shutdownOutput();
            long arrived = server.getInputStream().transferTo(OutputStream.nullOutputStream());

            assertThat(arrived).isEqualTo(taken);
            // Kernel buffers of a few MiB lie on the way; a proxy that reads on has no end.
            assertThat(taken).isLessThan(128 << 20);
        }
    }

    @Test
    void aResetOfTheClientIsAResetForTheServer() throws Exception {
        Pair pair = rig.connect();
        pair.use();

        reset(pair.client());

        assertThatThrownBy(() -> pair.serverReads(1))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("Connection reset");
        await().until(() -> rig.proxy.openConnections() == 0);
    }

    @Test
    void aResetOfTheServerIsAResetForTheClient() throws Exception {
        Pair pair = rig.connect();
        pair.use();

        reset(pair.server());

        assertThatThrownBy(() -> pair.clientReads(1))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("Connection reset");
        await().until(() -> rig.proxy.openConnections() == 0);
    }

    @Test
    void aRefusingServerIsShownAsAReset() throws Exception {
        rig.refuse();
        try (Socket client = new Socket()) {
            // The RST may come before the client has noticed that it is connected.
            assertThatThrownBy(
                            () -> {
                                client.connect(rig.proxy.address());
                                client.getInputStream().read();
                            })
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("Connection reset");
        }
    }

    @Test
    void bytesSentBeforeTheServerAcceptsAreKept() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TcpProxy proxy = engine.proxy().upstream(addressOf(busy)).path(path).open();
                Socket first = new Socket(busy.getInetAddress(), busy.getLocalPort());
                Socket second = new Socket(busy.getInetAddress(), busy.getLocalPort());
                Socket client = new Socket()) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            // With a full backlog Linux drops the proxy's SYN, and sends it again after a second.
            client.connect(proxy.address());
            client.getOutputStream().write("early".getBytes(US_ASCII));
            client.shutdownOutput();
            busy.accept().close();
            busy.accept().close();

            try (Socket server = busy.accept()) {
                assertThat(server.getInputStream().readAllBytes()).asString().isEqualTo("early");
            }
        }
    }

    @Test
    void closingTheProxyResetsBothSides() throws Exception {
        Pair pair = rig.connect();
        pair.use();

        rig.proxy.close();

        assertThat(rig.proxy.openConnections()).isZero();
        assertThatThrownBy(() -> pair.clientReads(1)).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> pair.serverReads(1)).isInstanceOf(SocketException.class);
        assertThatThrownBy(rig::connect).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theHistoryTellsAConnectionFromAcceptToClose() throws Exception {
        Pair pair = rig.connect();
        pair.clientSends("query");
        pair.serverReads(5);
        pair.serverSends("row");
        pair.clientReads(3);
        pair.client().close();
        pair.server().getInputStream().read();
        pair.server().close();
        await().until(() -> rig.saw(CLOSED));

        assertThat(rig.actions())
                .containsSubsequence(ACCEPTED, CONNECTED, FIN_RECEIVED, FIN_SENT, CLOSED)
                .endsWith(CLOSED);
        assertThat(rig.events).extracting(Network::connection).containsOnly(1L);
        assertThat(bytesFrom(Side.CLIENT)).isEqualTo(5);
        assertThat(bytesFrom(Side.SERVER)).isEqualTo(3);
    }

    @Test
    void aFaultPutOnThePathActsOnConnectionsThatAreOpen() throws Exception {
        Pair pair = rig.connect();
        pair.use();

        rig.proxy.path(Rig.hop(new CutAfter(Duration.ofMillis(50), Ending.FIN_BOTH)));

        assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
        assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aFaultThatDoesNotActLeavesOpenConnectionsAlone() throws Exception {
        Pair pair = rig.connect();
        pair.use();

        rig.proxy.path(Rig.HANDLED);

        pair.use();
        pair.use();
        pair.client().shutdownOutput();
        pair.serverSends("goodbye");
        assertThat(pair.clientReads(7)).isEqualTo("goodbye");
        assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void conversationsGoOnWhenAHopComesAndGoes() throws Exception {
        Pair pair = rig.connect();
        pair.use();

        rig.proxy.path(Rig.HANDLED);
        pair.use();
        pair.use();
        rig.proxy.path(List.of());
        pair.use();
        pair.use();
    }

    @Test
    void noByteIsLostWhileThePathIsChangedUnderTraffic() throws Exception {
        Pair pair = rig.connect();
        byte[] request = Bulk.randomBytes(3, 16 << 20);
        var sent = Bulk.sendThenFin(pair.client(), request);
        var got = Bulk.readAll(pair.server());

        do {
            rig.proxy.path(Rig.HANDLED);
            rig.proxy.path(List.of());
        } while (!sent.isDone());

        assertThat(Arrays.equals(got.get(), request)).isTrue();
    }

    @Test
    void messagesGoOnAfterBulkAndBulkAfterMessages() throws Exception {
        Pair pair = rig.connect();
        for (int turn = 0; turn < 3; turn++) {
            byte[] bulk = Bulk.randomBytes(turn, 4 << 20);
            var got = Bulk.readSome(pair.client(), bulk.length);
            pair.server().getOutputStream().write(bulk);
            assertThat(Arrays.equals(got.get(), bulk)).isTrue();
            for (int i = 0; i < 20; i++) {
                pair.use();
            }
        }
    }

    @Test
    void messagesGoOnWhenAFaultIsPutOnThePathAfterBulk() throws Exception {
        Pair pair = rig.connect();
        byte[] bulk = Bulk.randomBytes(4, 4 << 20);
        var got = Bulk.readSome(pair.server(), bulk.length);
        pair.client().getOutputStream().write(bulk);
        assertThat(Arrays.equals(got.get(), bulk)).isTrue();

        rig.proxy.path(Rig.HANDLED);

        for (int i = 0; i < 20; i++) {
            pair.use();
        }
    }

    @Test
    void aThousandConnectionsLeaveNothingOpen() throws Exception {
        for (int round = 0; round < 10; round++) {
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                pairs.add(rig.connect());
            }
            for (Pair pair : pairs) {
                pair.use();
            }
            for (Pair pair : pairs) {
                pair.client().close();
                pair.server().close();
            }
        }

        await().until(() -> rig.proxy.openConnections() == 0);
        assertThat(rig.actions()).filteredOn(CLOSED::equals).hasSize(1000);
        assertThat(rig.actions()).filteredOn(BYTES::equals).hasSizeGreaterThanOrEqualTo(2000);
    }

    final Rig rig() {
        return rig;
    }

    private long bytesFrom(Side side) {
        return rig.events.stream()
                .filter(event -> event.action() == BYTES && event.side() == side)
                .mapToLong(Network::bytes)
                .sum();
    }

    private static InetSocketAddress addressOf(ServerSocket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Writes until the sender has been stopped for half a second. */
    private static long writeUntilStuck(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        ByteBuffer chunk = ByteBuffer.allocateDirect(1 << 16);
        long total = 0;
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_WRITE);
            while (selector.select(500) > 0 && total < 256 << 20) {
                selector.selectedKeys().clear();
                total += channel.write(chunk.clear());
            }
        }
        channel.configureBlocking(true);
        return total;
    }
}
