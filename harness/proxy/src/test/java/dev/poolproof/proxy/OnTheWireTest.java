package dev.poolproof.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poolproof.model.fault.Close;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.PacketDrop;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.proxy.Capture.Packet;
import dev.poolproof.proxy.Rig.Pair;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FIN, RST and missing acknowledgements, as a packet capture shows them. */
@Tag("realtime")
class OnTheWireTest {
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
        await().until(() -> !toClient("F").isEmpty());
        serverSendsAndIsAcknowledged();

        assertThat(toClient("F")).hasSize(1);
        assertThat(toClient("R")).isEmpty();
        assertThat(toServer("F")).isEmpty();
        assertThat(toServer("R")).isEmpty();
    }

    @Test
    void resetOfTheClientIsARstAndTheServerGetsNeither() throws Exception {
        rig.proxy.inject(new Close(Ending.RST_CLIENT));
        await().until(() -> !toClient("R").isEmpty());
        serverSendsAndIsAcknowledged();

        assertThat(toClient("R")).hasSize(1);
        assertThat(toClient("F")).isEmpty();
        assertThat(toServer("F")).isEmpty();
        assertThat(toServer("R")).isEmpty();
    }

    @Test
    void whatIsDroppedIsNotAcknowledgedAndSentAgain() throws Exception {
        assumeTrue(
                engine.abilities().dropsPackets(),
                "the kernel does not take a packet filter here (CAP_NET_ADMIN is missing)");
        rig.proxy.inject(new PacketDrop(), Scope.DEFAULT.stream(Direction.UPSTREAM));
        pair.clientSends("unheard");

        await().until(() -> fromClient(7).size() >= 3);

        assertThat(toClient("")).as("packets of any kind, ACKs too").isEmpty();
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

    private List<Packet> toClient(String flag) {
        return capture.packets().stream()
                .filter(packet -> packet.to() == clientPort() && packet.flags().contains(flag))
                .toList();
    }

    private List<Packet> toServer(String flag) {
        return capture.packets().stream()
                .filter(packet -> packet.to() == serverPort() && packet.flags().contains(flag))
                .toList();
    }

    private List<Packet> fromClient(int length) {
        return capture.packets().stream()
                .filter(packet -> packet.from() == clientPort() && packet.length() == length)
                .toList();
    }

    private int clientPort() {
        return pair.client().getLocalPort();
    }

    private int serverPort() {
        return pair.server().getLocalPort();
    }
}
