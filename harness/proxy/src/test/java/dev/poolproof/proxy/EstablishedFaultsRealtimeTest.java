package dev.poolproof.proxy;

import static dev.poolproof.model.history.NetworkAction.ACTED;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poolproof.model.fault.Close;
import dev.poolproof.model.fault.Corrupt;
import dev.poolproof.model.fault.CutAfterBytes;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.HalfOpen;
import dev.poolproof.model.fault.PacketDrop;
import dev.poolproof.model.fault.PacketLoss;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.Stall;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.Rig.Pair;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What real sockets see of faults that are put on a connection in use. */
@Tag("realtime")
class EstablishedFaultsRealtimeTest {
    private static final Scope UPSTREAM = Scope.DEFAULT.stream(Direction.UPSTREAM);
    private static final Scope BOTH = Scope.DEFAULT.stream(Direction.BOTH);

    private final ProxyEngine engine = ProxyEngine.start();
    private Rig rig;
    private Pair pair;

    @BeforeEach
    void open() throws Exception {
        rig = new Rig(engine, Rig.HANDLED);
        pair = rig.connect();
        pair.use();
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
        engine.close();
    }

    @Test
    void aResetOfTheClientAloneLeavesTheServerItsSession() throws Exception {
        rig.proxy.inject(new Close(Ending.RST_CLIENT));

        assertReset(pair.client());
        pair.serverSends("nobody reads this");
        assertSilence(pair.server());
        pair.server().close();
        await().until(() -> rig.proxy.openConnections() == 0);
    }

    @Test
    void aFinToTheClientAloneLeavesTheServerItsSession() throws Exception {
        rig.proxy.inject(new Close(Ending.FIN_CLIENT));

        assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
        pair.serverSends("nobody reads this");
        assertSilence(pair.server());
        pair.client().close();
        pair.server().close();
        await().until(() -> rig.proxy.openConnections() == 0);
    }

    @Test
    void aResetOfTheServerAloneLeavesTheClientWaiting() throws Exception {
        rig.proxy.inject(new Close(Ending.RST_SERVER));

        assertReset(pair.server());
        pair.clientSends("query");
        assertSilence(pair.client());
        pair.client().close();
        await().until(() -> rig.proxy.openConnections() == 0);
    }

    @Test
    void aFinToTheServerAloneLeavesTheClientWaiting() throws Exception {
        rig.proxy.inject(new Close(Ending.FIN_SERVER));

        assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
        pair.clientSends("query");
        assertSilence(pair.client());
        pair.client().close();
        pair.server().close();
        await().until(() -> rig.proxy.openConnections() == 0);
    }

    @Test
    void aSideThatIsLostIsFoundOutByReset() throws Exception {
        rig.proxy.inject(new HalfOpen(Side.SERVER));
        pair.serverSends("row");
        assertSilence(pair.client());

        pair.clientSends("query");

        assertReset(pair.client());
        assertSilence(pair.server());
    }

    @Test
    void exactlySoManyBytesArriveBeforeTheReset() throws Exception {
        rig.proxy.inject(new CutAfterBytes(1_000_003, Ending.RST_BOTH));
        CompletableFuture<Void> sent = sendInBackground(pair.server(), new byte[2_000_000]);

        AtomicLong arrived = new AtomicLong();
        assertThatThrownBy(() -> readAll(pair.client(), arrived))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("Connection reset");

        assertThat(arrived).hasValue(1_000_003);
        await().until(sent::isDone);
    }

    @Test
    void exactlySoManyBytesArriveBeforeTheFin() throws Exception {
        rig.proxy.inject(new CutAfterBytes(100_003, Ending.FIN_CLIENT));
        CompletableFuture<Void> sent = sendInBackground(pair.server(), new byte[200_000]);

        AtomicLong arrived = new AtomicLong();
        readAll(pair.client(), arrived);

        assertThat(arrived).hasValue(100_003);
        await().until(sent::isDone);
    }

    @ParameterizedTest
    @EnumSource(names = {"UPSTREAM", "DOWNSTREAM"})
    void aStalledSideFillsTheWindowAndGoesOnWithoutLoss(Direction stalled) throws Exception {
        boolean up = stalled == Direction.UPSTREAM;
        Socket from = up ? pair.client() : pair.server();
        Socket to = up ? pair.server() : pair.client();
        byte[] bytes = random(16 << 20); // far more than the buffers take
        InjectedFault stall = rig.proxy.inject(new Stall(), Scope.DEFAULT.stream(stalled));
        CompletableFuture<Void> sent = sendInBackground(from, bytes);
        assertSilence(to);
        assertThat(sent).as("the window is zero").isNotDone();

        stall.close();

        assertThat(to.getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
    }

    @Test
    void droppedPacketsArriveWhenTheFaultIsGone() throws Exception {
        try (InjectedFault dropping = rig.proxy.inject(new PacketDrop(), UPSTREAM)) {
            pair.clientSends("query");
            assertSilence(pair.server());
            pair.serverSends("push");
            assertThat(pair.clientReads(4)).as("the other direction").isEqualTo("push");
            dropping.change(BOTH);
            pair.serverSends("row");
            assertSilence(pair.client());
        }

        assertThat(pair.serverReads(5)).isEqualTo("query");
        assertThat(pair.clientReads(3)).isEqualTo("row");
        assertThat(rig.saw(ACTED)).isTrue();
    }

    @Test
    void whatIsLostIsSentAgainAndEveryByteArrives() throws Exception {
        assumeTrue(
                engine.abilities().dropsPackets(),
                "the kernel does not take a packet filter here (CAP_NET_ADMIN is missing)");
        rig.proxy.inject(new PacketLoss(10), BOTH);
        byte[] megabyte = random(1 << 20);

        // How many packets a megabyte is, is the kernel's choice: until one was lost.
        await().atMost(30, SECONDS)
                .until(
                        () -> {
                            var unused = sendInBackground(pair.client(), megabyte);
                            assertThat(pair.server().getInputStream().readNBytes(1 << 20))
                                    .isEqualTo(megabyte);
                            return rig.saw(ACTED);
                        });

        assertThat(rig.proxy.connections().get(0).hops().get(1).state())
                .matches("packets discarded: .*[1-9].*");
    }

    @Test
    void everyByteIsHitByACorruptionOfAll() throws Exception {
        rig.proxy.inject(new Corrupt(1), BOTH);

        pair.clientSends("query");
        pair.serverSends("row");

        assertThat(pair.serverReads(5)).matches("[^q][^u][^e][^r][^y]");
        assertThat(pair.clientReads(3)).matches("[^r][^o][^w]");
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    /** Done when all is sent, or the connection was broken. */
    private static CompletableFuture<Void> sendInBackground(Socket from, byte[] bytes) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        Thread sender =
                new Thread(
                        () -> {
                            try {
                                from.getOutputStream().write(bytes);
                                sent.complete(null);
                            } catch (IOException e) {
                                sent.completeExceptionally(e);
                            }
                        });
        sender.setDaemon(true);
        sender.start();
        return sent;
    }

    private static void readAll(Socket from, AtomicLong count) throws IOException {
        byte[] buffer = new byte[65_536];
        int read = from.getInputStream().read(buffer);
        while (read >= 0) {
            count.addAndGet(read);
            read = from.getInputStream().read(buffer);
        }
    }

    private static void assertReset(Socket socket) {
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("Connection reset");
    }

    private static void assertSilence(Socket socket) throws SocketException {
        int before = socket.getSoTimeout();
        socket.setSoTimeout(300);
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(before);
    }
}
