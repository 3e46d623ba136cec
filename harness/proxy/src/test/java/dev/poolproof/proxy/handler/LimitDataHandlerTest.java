package dev.poolproof.proxy.handler;

import static dev.poolproof.proxy.handler.Signal.FIN;
import static dev.poolproof.proxy.handler.Signal.RST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.LimitData;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitDataHandlerTest {
    @Test
    void exactlySoManyBytesArriveAndThenFinForBothSides() {
        try (VirtualPath path = VirtualPath.of(new LimitData(10))) {
            path.serverSends("0123456");
            path.clientSends("any number of bytes the other way");
            assertThat(path.clientGot()).containsExactly("0123456");
            assertThat(path.serverGot()).hasSize(1);

            path.serverSends("789and more");

            assertThat(path.clientGot()).containsExactly("789", FIN);
            assertThat(path.serverGot()).containsExactly(FIN);
            path.serverSends("even more");
            assertThat(path.serverGot()).containsExactly(RST);
            assertThat(path.wire.events).contains("ACTED SERVER hop1: ended after 10 bytes");
        }
    }

    @Test
    void theLastByteThatMayPassEndsItAtOnce() {
        try (VirtualPath path = VirtualPath.of(new LimitData(3))) {
            path.serverSends("row");

            assertThat(path.clientGot()).containsExactly("row", FIN);
        }
    }

    @Test
    void anEndBeforeTheLimitIsOneSidedAsItCame() {
        try (VirtualPath path = VirtualPath.of(new LimitData(10))) {
            path.serverSends("row");
            path.serverSends(FIN);
            path.clientSends("thanks");

            assertThat(path.clientGot()).containsExactly("row", FIN);
            assertThat(path.serverGot()).containsExactly("thanks");
        }
    }

    @Test
    void zeroEndsWithTheFirstByte() {
        try (VirtualPath path = VirtualPath.of(new LimitData(0))) {
            assertThat(path.clientGot()).isEmpty();

            path.serverSends("row");

            assertThat(path.clientGot()).containsExactly(FIN);
        }
    }

    @Test
    void aChangedLimitCountsWhatHasPassedBefore() {
        try (VirtualPath path = VirtualPath.of(new LimitData(4))) {
            path.serverSends("012");
            change(path, 8);
            path.serverSends("3456");
            assertThat(path.clientGot()).containsExactly("012", "3456");

            change(path, 5);
            path.serverSends("7");

            assertThat(path.clientGot()).containsExactly(FIN);
        }
    }

    private static void change(VirtualPath path, long bytes) {
        path.change(List.of(new Hop("hop1", List.of(new LimitData(bytes)))));
    }
}
