package dev.poolproof.proxy.handler;

import static dev.poolproof.model.fault.Activity.DATA;
import static dev.poolproof.model.fault.Activity.KEEPALIVE;
import static dev.poolproof.proxy.handler.Signal.FIN;
import static dev.poolproof.proxy.handler.Signal.RST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.Activity;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.IdleDrop;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.history.Side;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdleDropHandlerTest {
    private static final Duration AFTER = Duration.ofSeconds(350);
    private static final Duration UNIT = Duration.ofNanos(1);

    @Test
    void nothingHappensOneUnitBeforeAndTheTimerFiresAtIt() {
        try (VirtualPath path = idle(IdleAction.RST_BOTH, DATA)) {
            path.pass(AFTER.minus(UNIT));
            assertThat(path.clientGot()).isEmpty();
            assertThat(path.serverGot()).isEmpty();

            path.pass(UNIT);

            assertThat(path.clientGot()).containsExactly(RST);
            assertThat(path.serverGot()).containsExactly(RST);
            assertThat(path.wire.events).containsExactly("TIMER_FIRED hop1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void bytesOfEitherSideStartTheIdleTimeAnew(Side side) {
        try (VirtualPath path = idle(IdleAction.RST_BOTH, DATA)) {
            path.pass(AFTER.minus(UNIT));
            send(path, side, "x");

            path.pass(AFTER.minus(UNIT));
            assertThat(path.wire.events).isEmpty();
            path.pass(UNIT);

            assertThat(path.wire.events).containsExactly("TIMER_FIRED hop1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepaliveOfEitherSideRefreshesOnlyWhereItCounts(Side side) {
        try (VirtualPath counts = idle(IdleAction.SILENT, KEEPALIVE);
                VirtualPath ignores = idle(IdleAction.SILENT, DATA)) {
            counts.pass(AFTER.minus(UNIT));
            ignores.pass(AFTER.minus(UNIT));
            send(counts, side, Signal.KEEPALIVE);
            send(ignores, side, Signal.KEEPALIVE);

            counts.pass(UNIT);
            ignores.pass(UNIT);

            assertThat(counts.wire.events).isEmpty();
            assertThat(ignores.wire.events).startsWith("TIMER_FIRED hop1");
        }
    }

    @Test
    void aProbeNotYetNoticedIsLookedForBeforeTheConnectionIsForgotten() {
        try (VirtualPath path = idle(IdleAction.RST_BOTH, DATA, KEEPALIVE)) {
            path.wire.onLook = () -> path.clientSends(Signal.KEEPALIVE);

            path.pass(AFTER);

            assertThat(path.wire.events).isEmpty();
            path.wire.onLook = () -> {};
            path.pass(AFTER);
            assertThat(path.wire.events).containsExactly("TIMER_FIRED hop1");
        }
    }

    @Test
    void onlyASendingClientIsResetAndTheServerIsToldNothing() {
        try (VirtualPath path = idle(IdleAction.RST_TO_SENDING_CLIENT, DATA, KEEPALIVE)) {
            path.pass(AFTER);

            path.serverSends("lost");
            assertThat(path.clientGot()).isEmpty();
            assertThat(path.serverGot()).isEmpty();
            path.clientSends("query");

            assertThat(path.clientGot()).containsExactly(RST);
            assertThat(path.serverGot()).isEmpty();
            assertThat(path.wire.events)
                    .containsExactly(
                            "TIMER_FIRED hop1", "DROPPED SERVER hop1", "DROPPED CLIENT hop1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverSendsNextIsResetAndTheOtherSideIsToldNothing(Side side) {
        try (VirtualPath path = idle(IdleAction.RST_TO_NEXT_SENDER, DATA, KEEPALIVE)) {
            path.pass(AFTER);

            send(path, side, Signal.KEEPALIVE); // a probe is a segment too

            assertThat(side == Side.CLIENT ? path.clientGot() : path.serverGot())
                    .containsExactly(RST);
            assertThat(side == Side.CLIENT ? path.serverGot() : path.clientGot()).isEmpty();
        }
    }

    @Test
    void aResetIsNotAnsweredByAReset() {
        try (VirtualPath path = idle(IdleAction.RST_TO_NEXT_SENDER, DATA)) {
            path.pass(AFTER);

            path.clientSends(RST);

            assertThat(path.clientGot()).isEmpty();
            assertThat(path.serverGot()).isEmpty();
        }
    }

    @Test
    void bytesAfterAFinOfTheBoxAreAnsweredWithReset() {
        try (VirtualPath path = idle(IdleAction.FIN_BOTH, DATA)) {
            path.pass(AFTER);
            assertThat(path.clientGot()).containsExactly(FIN);
            assertThat(path.serverGot()).containsExactly(FIN);

            path.clientSends("query");
            path.serverSends(FIN);

            assertThat(path.clientGot()).containsExactly(RST);
            assertThat(path.serverGot()).isEmpty();
        }
    }

    @Test
    void silenceHoldsBothSidesAndLosesNothingWhenTheHopIsTakenAway() {
        try (VirtualPath path = idle(IdleAction.SILENT, DATA)) {
            path.pass(AFTER);
            path.clientSends("a");
            path.serverSends("b");
            path.clientSends("c");
            assertThat(path.clientGot()).isEmpty();
            assertThat(path.serverGot()).isEmpty();
            assertThat(path.wire.discarding).containsExactlyInAnyOrder(Side.CLIENT, Side.SERVER);
            assertThat(path.wire.pauses)
                    .containsEntry(Side.CLIENT, 1)
                    .containsEntry(Side.SERVER, 1);

            path.clear();

            assertThat(path.serverGot()).containsExactly("a", "c");
            assertThat(path.clientGot()).containsExactly("b");
            assertThat(path.wire.discarding).isEmpty();
            assertThat(path.wire.pauses)
                    .containsEntry(Side.CLIENT, 0)
                    .containsEntry(Side.SERVER, 0);
        }
    }

    @Test
    void theClientsNextSegmentRevivesAndReleasesWhatTheServerSent() {
        try (VirtualPath path = idle(IdleAction.REVIVE_ON_CLIENT_SEND, DATA)) {
            path.pass(AFTER);
            path.serverSends("pushed");
            assertThat(path.clientGot()).isEmpty();
            assertThat(path.wire.pauses).containsEntry(Side.SERVER, 1);

            path.clientSends("query");

            assertThat(path.serverGot()).containsExactly("query");
            assertThat(path.clientGot()).containsExactly("pushed");
            assertThat(path.wire.pauses).containsEntry(Side.SERVER, 0);
            path.pass(AFTER.minus(UNIT));
            assertThat(path.wire.events)
                    .containsExactly("TIMER_FIRED hop1", "DROPPED SERVER hop1", "REVIVED hop1");
            path.pass(UNIT);
            assertThat(path.wire.events).last().isEqualTo("DROPPED SERVER hop1");
        }
    }

    @Test
    void looksForProbesAreAHundredthOfTheIdleTimeApart() {
        IdleDropHandler handler =
                new IdleDropHandler(
                        new IdleDrop(AFTER, IdleAction.SILENT, Set.of(KEEPALIVE)),
                        new Place("hop", Scope.DEFAULT, Direction.DOWNSTREAM, new RecordingWire()));

        assertThat(handler.looksForKeepaliveEvery()).isEqualTo(Duration.ofMillis(3_500));
    }

    @Test
    void aHopTakenOffThePathDoesNothingAnyMore() {
        try (VirtualPath path = idle(IdleAction.RST_BOTH, DATA)) {
            path.clear();

            path.pass(AFTER);

            assertThat(path.wire.events).isEmpty();
        }
    }

    private static VirtualPath idle(IdleAction then, Activity... refreshedBy) {
        return VirtualPath.of(new IdleDrop(AFTER, then, Set.of(refreshedBy)));
    }

    private static void send(VirtualPath path, Side side, Object segment) {
        if (side == Side.CLIENT) {
            path.clientSends(segment);
        } else {
            path.serverSends(segment);
        }
    }
}
