package dev.poolproof.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.poolproof.model.fault.Activity;
import dev.poolproof.model.fault.Close;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.HalfOpen;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.model.fault.PacketDrop;
import dev.poolproof.model.fault.ResetPeer;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.SynDrop;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.Capture.Packet;
import dev.poolproof.proxy.Rig.Pair;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** FIN, RST and missing acknowledgements, as a packet capture shows them. */
@Tag("realtime")
class OnTheWireTest {
    private static final String NO_FILTER =
            "the kernel does not take a packet filter here (CAP_NET_ADMIN is missing)";

    private final ProxyEngine engine = ProxyEngine.start();
    private Rig rig;
    private Pair pair;
    private Capture capture;

    @BeforeEach
    void open() throws Exception {
        rig = new Rig(engine, Rig.HANDLED);
        pair = rig.connect();
        pair.use();
        capture = Capture.of(pair.client().getPort(), pair.server().getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        if (capture != null) {
            capture.close();
        }
        rig.close();
        engine.close();
    }

    @Test
    void finToTheClientIsAFinAndTheServerGetsNeither() throws Exception {
        rig.proxy.inject(new Close(Ending.FIN_CLIENT));
        await().until(() -> !to(clientPort(), "F").isEmpty());
        serverSendsAndIsAcknowledged();

        assertThat(to(clientPort(), "F")).hasSize(1);
        assertThat(to(clientPort(), "R")).isEmpty();
        assertThat(to(serverPort(), "F")).isEmpty();
        assertThat(to(serverPort(), "R")).isEmpty();
    }

    @Test
    void resetOfTheClientIsARstAndTheServerGetsNeither() throws Exception {
        rig.proxy.inject(new Close(Ending.RST_CLIENT));
        await().until(() -> !to(clientPort(), "R").isEmpty());
        serverSendsAndIsAcknowledged();

        assertThat(to(clientPort(), "R")).hasSize(1);
        assertThat(to(clientPort(), "F")).isEmpty();
        assertThat(to(serverPort(), "F")).isEmpty();
        assertThat(to(serverPort(), "R")).isEmpty();
    }

    @Test
    void whatIsDroppedIsNotAcknowledgedAndSentAgain() throws Exception {
        assumeTrue(engine.abilities().dropsPackets(), NO_FILTER);
        rig.proxy.inject(new PacketDrop(), Scope.DEFAULT.stream(Direction.UPSTREAM));
        pair.clientSends("unheard");

        await().until(() -> from(clientPort(), 7).size() >= 3);

        assertThat(to(clientPort(), "")).as("packets of any kind, ACKs too").isEmpty();
    }

    /** What a side gets of a fault when it has sent something. */
    enum Gets {
        RST,
        /** Neither FIN nor RST; what the side sends is not acknowledged, and sent again. */
        SILENCE
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                argumentSet("reset_peer", new ResetPeer(Duration.ZERO), Gets.RST, Gets.RST),
                argumentSet(
                        "half-open, client lost",
                        new HalfOpen(Side.CLIENT),
                        Gets.SILENCE,
                        Gets.RST),
                argumentSet(
                        "half-open, server lost",
                        new HalfOpen(Side.SERVER),
                        Gets.RST,
                        Gets.SILENCE),
                argumentSet(
                        "idle-drop, silent",
                        new IdleDrop(
                                Duration.ofMillis(50), IdleAction.SILENT, Set.of(Activity.DATA)),
                        Gets.SILENCE,
                        Gets.SILENCE));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachSideGetsWhatTheFaultSays(Fault fault, Gets client, Gets server) throws Exception {
        assumeTrue(
                engine.abilities().dropsPackets()
                        || (client != Gets.SILENCE && server != Gets.SILENCE),
                NO_FILTER);
        rig.proxy.inject(fault);
        if (fault instanceof IdleDrop) {
            await().until(() -> rig.saw(NetworkAction.TIMER_FIRED));
        }
        for (Gets now : List.of(Gets.SILENCE, Gets.RST)) { // a RST may end the silence
            if (client == now) {
                pair.clientSends("unheard");
            }
            if (server == now) {
                pair.serverSends("unasked");
            }
            if (client == now) {
                assertGets(now, clientPort());
            }
            if (server == now) {
                assertGets(now, serverPort());
            }
        }
    }

    @Test
    void aServerThatIsLostHearsNothingAfterTheClientWasResetEither() throws Exception {
        assumeTrue(engine.abilities().dropsPackets(), NO_FILTER);
        rig.proxy.inject(new HalfOpen(Side.SERVER));
        pair.clientSends("hello?");
        await().until(() -> !to(clientPort(), "R").isEmpty());
        int before = to(serverPort(), "").size();
        pair.serverSends("unasked");

        await().until(() -> from(serverPort(), 7).size() >= 3);

        assertThat(to(serverPort(), "")).as("ACKs too").hasSize(before);
    }

    @Test
    void aSynThatIsDroppedIsSentAgainAndNothingAnswersIt() throws Exception {
        assumeTrue(engine.abilities().dropsPackets(), NO_FILTER);
        rig.proxy.inject(new SynDrop());
        try (SocketChannel client = SocketChannel.open()) {
            client.configureBlocking(false);
            client.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = client.socket().getLocalPort();
            client.connect(rig.proxy.address());

            await().until(() -> from(port, 0).size() >= 2); // Linux sends again after a second

            assertThat(from(port, 0)).extracting(Packet::flags).containsOnly("S");
            assertThat(to(port, "")).isEmpty();
        }
    }

    private void assertGets(Gets expected, int port) {
        if (expected == Gets.RST) {
            await().until(() -> !to(port, "R").isEmpty());
        } else {
            await().until(() -> from(port, 7).size() >= 3);
            assertThat(to(port, "R")).isEmpty();
        }
        assertThat(to(port, "F")).isEmpty();
    }

    /** What was captured before the acknowledgement is all that was sent before it. */
    private void serverSendsAndIsAcknowledged() throws IOException {
        pair.serverSends("row");
        await().until(
                        () ->
                                capture.packets().stream()
                                        .anyMatch(
                                                packet ->
                                                        packet.to() == serverPort()
                                                                && packet.flags().equals(".")));
    }

    private List<Packet> to(int port, String flag) {
        return capture.packets().stream()
                .filter(packet -> packet.to() == port && packet.flags().contains(flag))
                .toList();
    }

    private List<Packet> from(int port, int length) {
        return capture.packets().stream()
                .filter(packet -> packet.from() == port && packet.length() == length)
                .toList();
    }

    private int clientPort() {
        return pair.client().getLocalPort();
    }

    private int serverPort() {
        return pair.server().getLocalPort();
    }
}
