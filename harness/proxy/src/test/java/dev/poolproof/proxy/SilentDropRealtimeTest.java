package dev.poolproof.proxy;

import static dev.poolproof.model.fault.Activity.DATA;
import static dev.poolproof.model.history.NetworkAction.TIMER_FIRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.proxy.Rig.Pair;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Packets that vanish on a real socket. */
@Tag("realtime")
@Execution(ExecutionMode.CONCURRENT)
class SilentDropRealtimeTest {
    private static final List<Hop> SILENT_SOON =
            Rig.hop(new IdleDrop(Duration.ofMillis(300), IdleAction.SILENT, Set.of(DATA)));

    @Test
    void theClientsKeepaliveGivesUpOnAPathThatDropsPackets() throws Exception {
        try (ProxyEngine engine = ProxyEngine.start();
                Rig rig = new Rig(engine, List.of())) {
            assumeDropping(engine);
            long startNanos = System.nanoTime();
            Pair pair = rig.used(SILENT_SOON);
            KeepaliveRealtimeTest.probeEverySecond(pair.client());
            await().until(() -> rig.saw(TIMER_FIRED));

            assertThatThrownBy(() -> pair.clientReads(1))
                    .hasMessageMatching(".*[Tt]imed out.*")
                    .isNotInstanceOf(java.net.SocketTimeoutException.class);

            // One probe after 1 s of idle, two more, and a second to wait for the last: 4 s from
            // the
            // last byte, less the grain of the kernel's timers.
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(3_900));
            assertThat(rig.proxy.openConnections()).as("nobody told the server").isEqualTo(1);
            rig.proxy.close();
            assertThatThrownBy(() -> pair.serverReads(1)).hasMessageContaining("Connection reset");
        }
    }

    @Test
    void aHealedFlowGoesOnWithoutLosingAByte() throws Exception {
        try (ProxyEngine engine = ProxyEngine.start()) {
            assumeDropping(engine);
            sendDuringSilenceThenHeal(engine);
        }
    }

    @Test
    void whatIsSentIntoAnImitatedSilenceArrivesAfterIt() throws Exception {
        try (ProxyEngine engine = ProxyEngine.start(Transport.NIO)) {
            sendDuringSilenceThenHeal(engine);
        }
    }

    private static void sendDuringSilenceThenHeal(ProxyEngine engine) throws Exception {
        try (Rig rig = new Rig(engine, List.of())) {
            Pair pair = rig.used(SILENT_SOON);
            await().until(() -> rig.saw(TIMER_FIRED));
            for (int i = 0; i < 10; i++) {
                pair.clientSends("c" + i);
                pair.serverSends("s" + i);
            }
            pair.client().setSoTimeout(300);
            assertThatThrownBy(() -> pair.clientReads(1))
                    .isInstanceOf(java.net.SocketTimeoutException.class);
            pair.client().setSoTimeout(20_000);

            rig.proxy.path(List.of());

            assertThat(pair.serverReads(20)).isEqualTo("c0c1c2c3c4c5c6c7c8c9");
            assertThat(pair.clientReads(20)).isEqualTo("s0s1s2s3s4s5s6s7s8s9");
            pair.use();
        }
    }

    private static void assumeDropping(ProxyEngine engine) {
        assumeTrue(
                engine.abilities().dropsPackets(),
                "the kernel does not take a packet filter here (CAP_NET_ADMIN is missing)");
    }
}
