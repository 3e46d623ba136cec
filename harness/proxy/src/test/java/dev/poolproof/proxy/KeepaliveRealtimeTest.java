package dev.poolproof.proxy;

import static dev.poolproof.model.fault.Activity.DATA;
import static dev.poolproof.model.fault.Activity.KEEPALIVE;
import static dev.poolproof.model.history.NetworkAction.KEEPALIVE_SEEN;
import static dev.poolproof.model.history.NetworkAction.TIMER_FIRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poolproof.model.fault.Activity;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.Rig.Pair;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Real keepalive probes, which the kernel sends once a second at most. */
@Tag("realtime")
@Execution(ExecutionMode.CONCURRENT)
class KeepaliveRealtimeTest {
    private static final Duration IDLE = Duration.ofSeconds(3);

    private final ProxyEngine engine = ProxyEngine.start();

    @BeforeEach
    void keepaliveIsSeenHere() {
        assumeTrue(engine.abilities().seesKeepalive(), "TCP_INFO does not count segments here");
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void probesOfTheClientKeepTheConnectionKnown() throws Exception {
        try (Rig rig = new Rig(engine, idleDrop(DATA, KEEPALIVE))) {
            Pair pair = rig.connect();
            pair.use();
            probeEverySecond(pair.client());

            await().atMost(Duration.ofSeconds(20)).until(() -> probesSeen(rig) >= 5);

            assertThat(rig.saw(TIMER_FIRED)).isFalse();
            assertThat(rig.events)
                    .filteredOn(event -> event.action() == KEEPALIVE_SEEN)
                    .extracting(Network::side)
                    .containsOnly(Side.CLIENT);
            pair.use();
        }
    }

    @Test
    void probesOfTheServerCountToo() throws Exception {
        try (Rig rig = new Rig(engine, idleDrop(DATA, KEEPALIVE))) {
            Pair pair = rig.connect();
            pair.use();
            probeEverySecond(pair.server());

            await().atMost(Duration.ofSeconds(20)).until(() -> probesSeen(rig) >= 4);

            assertThat(rig.saw(TIMER_FIRED)).isFalse();
        }
    }

    @Test
    void probesDoNotRefreshABoxThatOnlyCountsData() throws Exception {
        try (Rig rig = new Rig(engine, idleDrop(DATA))) {
            Pair pair = rig.connect();
            pair.use();
            probeEverySecond(pair.client());

            await().atMost(Duration.ofSeconds(20)).until(() -> rig.saw(TIMER_FIRED));

            assertThat(idleUntilFired(rig)).isGreaterThanOrEqualTo(IDLE);
        }
    }

    @Test
    void trafficAndItsAcknowledgementsAreNotTakenForProbes() throws Exception {
        try (Rig rig = new Rig(engine, idleDrop(DATA, KEEPALIVE))) {
            Pair pair = rig.connect();
            for (int i = 0; i < 200; i++) {
                pair.use();
            }
            pair.serverSends("pushed"); // acknowledged by a segment without data
            pair.clientReads(6);
            pair.clientSends("unanswered");
            pair.serverReads(10);

            await().atMost(Duration.ofSeconds(20)).until(() -> rig.saw(TIMER_FIRED));

            assertThat(rig.saw(KEEPALIVE_SEEN)).isFalse();
            assertThat(idleUntilFired(rig)).isGreaterThanOrEqualTo(IDLE);
        }
    }

    @Test
    void aProbeAfterTheExpiryDrawsTheReset() throws Exception {
        List<Hop> path =
                Rig.hop(
                        new IdleDrop(
                                Duration.ofMillis(500),
                                IdleAction.RST_TO_SENDING_CLIENT,
                                Set.of(DATA, KEEPALIVE)));
        try (Rig rig = new Rig(engine, List.of())) {
            Pair pair = rig.used(path);
            probeEverySecond(pair.client());

            assertThatThrownBy(() -> pair.clientReads(1))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("Connection reset");

            assertThat(rig.proxy.openConnections()).as("the server is told nothing").isEqualTo(1);
        }
    }

    private static List<Hop> idleDrop(Activity... refreshedBy) {
        return Rig.hop(new IdleDrop(IDLE, IdleAction.RST_TO_SENDING_CLIENT, Set.of(refreshedBy)));
    }

    private static long probesSeen(Rig rig) {
        return rig.actions().stream().filter(KEEPALIVE_SEEN::equals).count();
    }

    /** From the last byte to the timer. */
    private static Duration idleUntilFired(Rig rig) {
        Duration last = Duration.ZERO;
        for (Network event : rig.events) {
            switch (event.action()) {
                case BYTES -> last = event.at();
                case TIMER_FIRED -> {
                    return event.at().minus(last);
                }
                default -> {}
            }
        }
        throw new IllegalStateException("no timer has fired");
    }

    static void probeEverySecond(Socket socket) throws IOException {
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 1);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 1);
        socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 3);
    }
}
