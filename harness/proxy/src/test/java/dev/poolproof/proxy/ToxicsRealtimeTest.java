package dev.poolproof.proxy;

import static dev.poolproof.model.history.NetworkAction.ACTED;
import static dev.poolproof.model.history.NetworkAction.RST_RECEIVED;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.poolproof.model.fault.Bandwidth;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Latency;
import dev.poolproof.model.fault.LimitData;
import dev.poolproof.model.fault.ResetPeer;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.SlowClose;
import dev.poolproof.model.fault.Timeout;
import dev.poolproof.proxy.Rig.Pair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real sockets see of Toxiproxy's toxics, on connections that have been used. */
@Tag("realtime")
@Execution(ExecutionMode.CONCURRENT)
class ToxicsRealtimeTest {
    // Blocking sockets need a thread each, whatever the number of cores.
    private static final Executor THREADS = work -> new Thread(work, "toxics-test").start();
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG_OPEN = Duration.ofSeconds(10);

    private final ProxyEngine engine = ProxyEngine.start();
    private Rig rig;
    private Pair pair;

    @BeforeEach
    void open() throws Exception {
        rig = new Rig(engine, List.of());
        pair = rig.connect();
        pair.use();
    }

    @AfterEach
    void close() throws IOException {
        rig.close();
        engine.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"UPSTREAM", "DOWNSTREAM"})
    void resetPeerIsAResetForBothSidesOfAConnectionInUse(Direction stream) throws Exception {
        rig.proxy.inject(new ResetPeer(SHORT), Scope.DEFAULT.stream(stream));
        long startNanos = System.nanoTime();

        if (stream == Direction.UPSTREAM) {
            pair.clientSends("query");
        } else {
            pair.serverSends("row");
        }

        assertReset(pair.client());
        assertThat(since(startNanos)).isGreaterThanOrEqualTo(SHORT);
        assertReset(pair.server());
    }

    @ParameterizedTest
    @EnumSource(names = {"UPSTREAM", "DOWNSTREAM"})
    void resetPeerOfAConnectionOpenForTenSecondsIsAResetForBothSides(Direction stream)
            throws Exception {
        await().atMost(Duration.ofSeconds(40))
                .until(() -> rig.proxy.connections().get(0).age().compareTo(LONG_OPEN) >= 0);
        rig.proxy.inject(new ResetPeer(Duration.ZERO), Scope.DEFAULT.stream(stream));

        if (stream == Direction.UPSTREAM) {
            pair.clientSends("query");
        } else {
            pair.serverSends("row");
        }

        assertReset(pair.client());
        assertReset(pair.server());
    }

    @Test
    void resetPeerWithoutATimeoutResetsAtTheNextByte() throws Exception {
        rig.proxy.inject(new ResetPeer(Duration.ZERO), Scope.DEFAULT.stream(Direction.UPSTREAM));
        pair.serverSends("row");
        assertThat(pair.clientReads(3)).isEqualTo("row");

        pair.clientSends("query");

        assertReset(pair.client());
        assertReset(pair.server());
    }

    @Test
    void timeoutEndsTheConnectionUnderConstantTraffic() throws Exception {
        long startNanos = System.nanoTime();
        rig.proxy.inject(new Timeout(SHORT));

        CompletableFuture<IOException> sender =
                CompletableFuture.supplyAsync(() -> sendUntilBroken(pair.server()), THREADS);

        assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
        assertThat(since(startNanos)).isGreaterThanOrEqualTo(SHORT);
        assertThat(sender.get()).isInstanceOf(SocketException.class);
    }

    @Test
    void timeoutIsAnEndOfStreamForBothSidesOfAQuietConnection() throws Exception {
        rig.proxy.inject(new Timeout(SHORT));

        assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
        assertThat(pair.server().getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void slowCloseHoldsTheEndAndTheOtherSideMayStillSend() throws Exception {
        rig.proxy.inject(new SlowClose(SHORT));
        long startNanos = System.nanoTime();

        pair.serverSends("goodbye");
        pair.server().shutdownOutput();

        assertThat(pair.clientReads(7)).isEqualTo("goodbye");
        pair.clientSends("late query");
        assertThat(pair.serverReads(10)).isEqualTo("late query");
        assertThat(pair.client().getInputStream().read()).isEqualTo(-1);
        assertThat(since(startNanos)).isGreaterThanOrEqualTo(SHORT);
        pair.clientSends("thanks");
        assertThat(pair.serverReads(6)).isEqualTo("thanks");
    }

    @Test
    void limitDataIsSoManyBytesAndThenAnEndOfStream() throws Exception {
        rig.proxy.inject(new LimitData(100_000));

        // The sender of what is too much may be reset while it writes.
        var sender = CompletableFuture.runAsync(() -> sendUntilBroken(pair.server()), THREADS);

        assertThat(pair.client().getInputStream().readAllBytes()).hasSize(100_000);
        assertThat(sender).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void latencyIsAddedToEachAnswer() throws Exception {
        rig.proxy.inject(new Latency(SHORT, Duration.ZERO));
        long startNanos = System.nanoTime();

        pair.use();

        assertThat(since(startNanos)).isBetween(SHORT, SHORT.plusSeconds(5));
    }

    @Test
    void aLoweredLatencyLetsGoOfWhatIsHeld() throws Exception {
        InjectedFault fault = rig.proxy.inject(new Latency(Duration.ofHours(1), Duration.ZERO));
        pair.serverSends("first");
        await().until(() -> rig.saw(ACTED));

        fault.change(new Latency(Duration.ofMillis(1), Duration.ZERO));
        pair.serverSends("second");

        assertThat(pair.clientReads(11)).isEqualTo("firstsecond");
    }

    @Test
    void aClientThatBreaksOffIsShownToTheServerAfterItsBytes() throws Exception {
        rig.proxy.inject(
                new Latency(SHORT, Duration.ZERO), Scope.DEFAULT.stream(Direction.UPSTREAM));
        long startNanos = System.nanoTime();
        pair.clientSends("last words");
        await().until(() -> rig.saw(ACTED));

        pair.client().setSoLinger(true, 0);
        pair.client().close();

        assertThat(pair.serverReads(10)).isEqualTo("last words");
        assertThat(since(startNanos)).isGreaterThanOrEqualTo(SHORT);
        assertReset(pair.server());
    }

    @Test
    void aClientThatBreaksOffBehindAStandingLinkIsShownWhenTheLinkIsMended() throws Exception {
        InjectedFault fault =
                rig.proxy.inject(new Bandwidth(0), Scope.DEFAULT.stream(Direction.UPSTREAM));
        pair.clientSends("last words");
        await().until(() -> rig.saw(ACTED));
        pair.client().setSoLinger(true, 0);
        pair.client().close();
        await().until(() -> rig.saw(RST_RECEIVED));

        fault.close();

        assertThat(pair.serverReads(10)).isEqualTo("last words");
        assertReset(pair.server());
        await().until(() -> rig.proxy.openConnections() == 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 10_000})
    void bandwidthIsNeverMoreThanItsRate(long rate) throws Exception {
        rig.proxy.inject(new Bandwidth(rate));
        int bytes = (int) rate * 500;
        long startNanos = System.nanoTime();
        var sender =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                pair.server().getOutputStream().write(new byte[bytes]);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        THREADS);

        pair.client().getInputStream().readNBytes(bytes);

        assertThat(since(startNanos))
                .isBetween(Duration.ofMillis(490), Duration.ofMillis(500).plusSeconds(5));
        sender.get();
    }

    private static IOException sendUntilBroken(Socket socket) {
        try {
            while (true) {
                socket.getOutputStream().write("row".getBytes(US_ASCII));
            }
        } catch (IOException e) {
            return e;
        }
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    private static void assertReset(Socket socket) {
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("Connection reset");
    }
}
