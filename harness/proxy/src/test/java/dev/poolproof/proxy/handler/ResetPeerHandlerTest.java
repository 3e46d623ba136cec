package dev.poolproof.proxy.handler;

import static dev.poolproof.proxy.handler.Signal.FIN;
import static dev.poolproof.proxy.handler.Signal.RST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.ResetPeer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResetPeerHandlerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration UNIT = Duration.ofNanos(1);

    static List<Object> whatStartsTheTime() {
        return List.of("row", FIN);
    }

    @ParameterizedTest
    @MethodSource("whatStartsTheTime")
    void bothSidesAreResetSomeTimeAfterTheNextThatIsSent(Object first) {
        try (VirtualPath path = VirtualPath.of(new ResetPeer(TIMEOUT))) {
            path.pass(TIMEOUT);
            path.serverSends(first);
            path.pass(TIMEOUT.minus(UNIT));
            path.clientSends("query");
            assertThat(path.serverGot()).containsExactly("query");
            assertThat(path.clientGot()).isEmpty();

            path.pass(UNIT);

            assertThat(path.clientGot()).containsExactly(RST);
            assertThat(path.serverGot()).containsExactly(RST);
            assertThat(path.wire.events).contains("TIMER_FIRED hop1");
        }
    }

    @Test
    void laterBytesDoNotPutTheResetOff() {
        try (VirtualPath path = VirtualPath.of(new ResetPeer(TIMEOUT))) {
            path.serverSends("row");
            path.pass(TIMEOUT.minus(UNIT));
            path.serverSends("another");

            path.pass(UNIT);

            assertThat(path.clientGot()).containsExactly(RST);
        }
    }

    @Test
    void zeroResetsAsSoonAsSomethingIsSent() {
        try (VirtualPath path = VirtualPath.of(new ResetPeer(Duration.ZERO))) {
            path.pass(Duration.ofHours(1));
            assertThat(path.clientGot()).isEmpty();

            path.serverSends("row");
            path.pass(Duration.ZERO);

            assertThat(path.clientGot()).containsExactly(RST);
            assertThat(path.serverGot()).containsExactly(RST);
        }
    }

    @Test
    void takenOffInTimeItLetsGoOfWhatItHolds() {
        try (VirtualPath path = VirtualPath.of(new ResetPeer(TIMEOUT))) {
            path.serverSends("row");
            path.serverSends(FIN);

            path.clear();
            path.pass(TIMEOUT);

            assertThat(path.clientGot()).containsExactly("row", FIN);
            assertThat(path.serverGot()).isEmpty();
        }
    }

    @Test
    void aChangeWhileTheTimeRunsStartsItAnew() {
        try (VirtualPath path = VirtualPath.of(new ResetPeer(TIMEOUT))) {
            path.serverSends("row");
            path.pass(Duration.ofSeconds(1));

            path.change(List.of(new Hop("hop1", List.of(new ResetPeer(Duration.ofSeconds(2))))));

            path.pass(Duration.ofSeconds(2).minus(UNIT));
            assertThat(path.clientGot()).isEmpty();
            path.pass(UNIT);
            assertThat(path.clientGot()).containsExactly(RST);
        }
    }
}
