package dev.poolproof.proxy.handler;

import static dev.poolproof.model.history.Side.CLIENT;
import static dev.poolproof.model.history.Side.SERVER;
import static dev.poolproof.proxy.handler.Signal.FIN;
import static dev.poolproof.proxy.handler.Signal.RST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.AcceptThen;
import dev.poolproof.model.fault.AfterAccept;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.HalfOpen;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.PacketDrop;
import dev.poolproof.model.fault.PacketLoss;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.SlowAccept;
import dev.poolproof.model.fault.Stall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Faults that keep what they are given, and what becomes of it when they are taken away. */
class HoldingFaultsTest {
    private static final Scope UPSTREAM = Scope.DEFAULT.stream(Direction.UPSTREAM);
    private static final Scope BOTH = Scope.DEFAULT.stream(Direction.BOTH);

    @Test
    void aStalledSideIsNotReadAndTheOtherIs() {
        try (VirtualPath path = VirtualPath.of(UPSTREAM, new Stall())) {
            path.clientSends("query");
            path.serverSends("row");
            assertThat(path.serverGot()).isEmpty();
            assertThat(path.clientGot()).containsExactly("row");
            assertThat(path.wire.pauses).containsOnly(Map.entry(CLIENT, 1));

            path.clear();

            assertThat(path.serverGot()).containsExactly("query");
            assertThat(path.wire.pauses).containsEntry(CLIENT, 0);
            assertThat(path.wire.events).containsExactly("ACTED CLIENT hop1: not read");
        }
    }

    @Test
    void aDropInOneDirectionBecomesOneInBothAndNothingIsLost() {
        try (VirtualPath path = VirtualPath.of(UPSTREAM, new PacketDrop())) {
            path.clientSends("a");
            assertThat(path.wire.discarding).containsExactly(CLIENT);
            path.change(List.of(new Hop("hop1", List.of(new PacketDrop()), BOTH)));
            path.serverSends("b");
            assertThat(path.wire.discarding).containsExactlyInAnyOrder(CLIENT, SERVER);
            assertThat(path.clientGot()).isEmpty();

            path.clear();

            assertThat(path.wire.discarding).isEmpty();
            assertThat(path.serverGot()).containsExactly("a");
            assertThat(path.clientGot()).containsExactly("b");
        }
    }

    @Test
    void theHistoryTellsOfTheFirstPacketThatTheKernelDiscarded() {
        try (VirtualPath path = VirtualPath.of(UPSTREAM, new PacketLoss(10))) {
            path.pass(Duration.ofSeconds(1));
            assertThat(path.wire.events).as("nothing was lost yet").isEmpty();

            path.wire.discarded = 2;
            path.pass(Duration.ofSeconds(1));

            assertThat(path.wire.events)
                    .containsExactly("ACTED CLIENT hop1: the kernel has discarded a packet");
        }
    }

    @Test
    void aKernelWithoutAFilterIsToldOf() {
        try (VirtualPath path = VirtualPath.of(UPSTREAM)) {
            path.wire.takesFilter = false;
            path.change(
                    List.of(
                            new Hop("loss", List.of(new PacketLoss(10)), UPSTREAM),
                            new Hop("drop", List.of(new PacketDrop()), UPSTREAM)));

            path.clientSends("query");

            assertThat(path.serverGot()).isEmpty();
            assertThat(path.wire.pauses).containsEntry(CLIENT, 1);
            assertThat(path.wire.events)
                    .containsExactly(
                            "UNABLE CLIENT loss: packets cannot be lost: the kernel takes no filter"
                                    + " here",
                            "DROPPED CLIENT drop",
                            "ACTED CLIENT drop: not read: the kernel takes no filter here");
        }
    }

    @Test
    void theSideThatKnowsNothingIsResetWhenItSends() {
        try (VirtualPath path = VirtualPath.of(new HalfOpen(SERVER))) {
            path.serverSends("row");
            path.serverSends(FIN);
            assertThat(path.clientGot()).isEmpty();
            assertThat(path.serverGot()).isEmpty();
            assertThat(path.wire.discarding).containsExactly(SERVER);

            path.clientSends("query");

            assertThat(path.clientGot()).containsExactly(RST);
            assertThat(path.serverGot()).isEmpty();
        }
    }

    @Test
    void aHalfOpenConnectionThatNobodyNoticedGoesOn() {
        try (VirtualPath path = VirtualPath.of(new HalfOpen(CLIENT))) {
            path.clientSends("query");

            path.clear();

            assertThat(path.serverGot()).containsExactly("query");
            assertThat(path.wire.discarding).isEmpty();
        }
    }

    @Test
    void aSlowAcceptConnectsAndReadsWhenTheDelayIsOver() {
        try (VirtualPath path = VirtualPath.of(new SlowAccept(Duration.ofSeconds(5)))) {
            path.clientSends("startup");
            path.pass(Duration.ofSeconds(5).minusNanos(1));
            assertThat(path.wire.connectHolds).isEqualTo(1);
            assertThat(path.serverGot()).isEmpty();

            path.pass(Duration.ofNanos(1));

            assertThat(path.wire.connectHolds).isZero();
            assertThat(path.serverGot()).containsExactly("startup");
            path.clear();
            assertThat(path.wire.connectHolds).isZero();
        }
    }

    @Test
    void whoeverMetSilenceIsConnectedWhenTheFaultGoes() {
        try (VirtualPath path = VirtualPath.of(new AcceptThen(AfterAccept.SILENCE))) {
            path.clientSends("startup");
            path.pass(Duration.ofHours(1));
            assertThat(path.wire.connectHolds).isEqualTo(1);

            path.clear();

            assertThat(path.wire.connectHolds).isZero();
            assertThat(path.serverGot()).containsExactly("startup");
        }
    }

    @Test
    void whoeverWasToldIsNeverConnected() {
        try (VirtualPath path = VirtualPath.of(new AcceptThen(AfterAccept.FIN))) {
            path.pass(Duration.ZERO);
            assertThat(path.clientGot()).containsExactly(FIN);

            path.clear();

            assertThat(path.wire.connectHolds).isEqualTo(1);
        }
    }
}
