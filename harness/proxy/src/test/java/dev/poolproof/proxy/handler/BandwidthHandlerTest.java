package dev.poolproof.proxy.handler;

import static dev.poolproof.proxy.handler.Signal.FIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.Bandwidth;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.history.Side;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BandwidthHandlerTest {
    private static final Duration UNIT = Duration.ofNanos(1);

    @ParameterizedTest
    @ValueSource(longs = {1, 100, 1_000, 100_000})
    void bytesTakeExactlyTheirTime(long rate) {
        try (VirtualPath path = VirtualPath.of(new Bandwidth(rate))) {
            String bytes = "x".repeat((int) rate * 20);
            path.serverSends(bytes);
            path.serverSends(FIN);

            path.pass(Duration.ofMillis(20).minus(UNIT));
            String early = path.clientText();
            path.pass(UNIT);

            assertThat(early.length()).isBetween((int) rate * 17, bytes.length() - 1);
            assertThat(path.clientGot()).endsWith(FIN).hasSize(2);
        }
    }

    @Test
    void bytesFlowEvenlyInSlicesOfTwoMilliseconds() {
        try (VirtualPath path = VirtualPath.of(new Bandwidth(1_000))) {
            path.serverSends("x".repeat(100_000));

            for (int i = 0; i < 50; i++) {
                path.pass(Duration.ofMillis(2));
                assertThat(path.clientText()).hasSize(2_000);
            }
        }
    }

    @Test
    void aLateEventLoopDoesNotCostRate() {
        try (VirtualPath path = VirtualPath.of(new Bandwidth(1_000))) {
            path.serverSends("x".repeat(50_000));

            path.pass(Duration.ofMillis(35));

            assertThat(path.clientText().length()).isBetween(34_000, 35_000);
        }
    }

    @Test
    void whatALateEventLoopCouldNotReadInTimeIsCaughtUpWith() {
        try (VirtualPath path = VirtualPath.of(new Bandwidth(1_000))) {
            path.serverSends("x".repeat(10_000));
            path.pass(Duration.ofMillis(110));
            assertThat(path.clientText()).hasSize(10_000);

            path.serverSends("y".repeat(200_000));

            assertThat(path.clientText()).hasSize(100_000);
            path.pass(Duration.ofMillis(2));
            assertThat(path.clientText()).hasSize(2_000);
        }
    }

    @Test
    void anIdleLinkSavesNothingUp() {
        try (VirtualPath path = VirtualPath.of(new Bandwidth(1_000))) {
            path.serverSends("x".repeat(1_000));
            path.pass(Duration.ofMillis(1));
            assertThat(path.clientText()).hasSize(1_000);
            path.pass(Duration.ofMillis(500));

            path.serverSends("y".repeat(4_000));

            assertThat(path.clientText()).isEmpty();
            path.pass(Duration.ofMillis(2));
            assertThat(path.clientText()).hasSize(2_000);
        }
    }

    @Test
    void aChangedRateCountsFromTheChange() {
        try (VirtualPath path = VirtualPath.of(new Bandwidth(1))) {
            path.serverSends("x".repeat(10_000));
            path.pass(Duration.ofSeconds(1));
            assertThat(path.clientText()).hasSize(1_000);

            change(path, 1_000);

            path.pass(Duration.ofMillis(4));
            assertThat(path.clientText()).hasSize(4_000);
        }
    }

    @Test
    void rateZeroHoldsEverythingUntilItIsChanged() {
        try (VirtualPath path = VirtualPath.of(new Bandwidth(0))) {
            path.serverSends("row");
            path.serverSends(FIN);
            path.pass(Duration.ofDays(1));
            assertThat(path.clientGot()).isEmpty();

            change(path, 1_000);
            path.pass(Duration.ofMillis(1));

            assertThat(path.clientGot()).containsExactly("row", FIN);
        }
    }

    @Test
    void takenOffThePathItLetsGoOfEverythingInOrder() {
        try (VirtualPath path = VirtualPath.of(new Bandwidth(1))) {
            path.serverSends("0123456789");
            path.pass(Duration.ofMillis(4));
            path.serverSends(FIN);

            path.clear();

            assertThat(path.clientGot()).containsExactly("0123", "456789", FIN);
        }
    }

    @Test
    void aFasterSenderIsStopped() {
        try (VirtualPath path = VirtualPath.of(new Bandwidth(100))) {
            String read = "x".repeat(64 << 10);
            for (int i = 0; i < 4; i++) {
                path.serverSends(read);
            }
            assertThat(path.wire.pauses).containsEntry(Side.SERVER, 1);

            path.pass(Duration.ofSeconds(2));

            assertThat(path.wire.pauses).containsEntry(Side.SERVER, 0);
            assertThat(path.wire.events).contains("ACTED SERVER hop1: paced at 100 KB/s");
        }
    }

    private static void change(VirtualPath path, long rate) {
        path.change(List.of(new Hop("hop1", List.of(new Bandwidth(rate)))));
    }
}
