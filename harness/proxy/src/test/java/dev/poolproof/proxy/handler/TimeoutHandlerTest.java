package dev.poolproof.proxy.handler;

import static dev.poolproof.proxy.handler.Signal.FIN;
import static dev.poolproof.proxy.handler.Signal.KEEPALIVE;
import static dev.poolproof.proxy.handler.Signal.RST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Timeout;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimeoutHandlerTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration UNIT = Duration.ofNanos(1);

    @Test
    void trafficStopsAndDoesNotPutTheEndOff() {
        try (VirtualPath path = VirtualPath.of(new Timeout(TIMEOUT))) {
            for (int second = 0; second < 4; second++) {
                path.pass(Duration.ofSeconds(1));
                path.serverSends("row");
            }
            path.pass(Duration.ofSeconds(1).minus(UNIT));
            path.clientSends("query");
            assertThat(path.serverGot()).containsExactly("query");
            assertThat(path.clientGot()).isEmpty();

            path.pass(UNIT);

            assertThat(path.clientGot()).containsExactly(FIN);
            assertThat(path.serverGot()).containsExactly(FIN);
            assertThat(path.wire.events).contains("TIMER_FIRED hop1", "DROPPED SERVER hop1");
        }
    }

    @Test
    void afterTheEndASenderIsAnsweredAsByAClosedSocket() {
        try (VirtualPath path = VirtualPath.of(new Timeout(TIMEOUT))) {
            path.pass(TIMEOUT);
            assertThat(path.serverGot()).containsExactly(FIN);

            path.serverSends("row");

            assertThat(path.serverGot()).containsExactly(RST);
            assertThat(path.clientGot()).containsExactly(FIN);
        }
    }

    @Test
    void zeroNeverEnds() {
        try (VirtualPath path = VirtualPath.of(new Timeout(Duration.ZERO))) {
            path.serverSends("row");
            path.pass(Duration.ofDays(1));

            assertThat(path.clientGot()).isEmpty();
            assertThat(path.serverGot()).isEmpty();
        }
    }

    @Test
    void takenOffItEndsTheConnectionWhoseBytesAreMissing() {
        try (VirtualPath path = VirtualPath.of(new Timeout(TIMEOUT))) {
            path.serverSends("row");

            path.clear();

            assertThat(path.clientGot()).containsExactly(FIN);
            assertThat(path.serverGot()).containsExactly(FIN);
        }
    }

    @Test
    void aChangedTimeoutCountsFromTheChange() {
        try (VirtualPath path = VirtualPath.of(new Timeout(Duration.ZERO))) {
            path.serverSends("row");
            path.pass(TIMEOUT);

            path.change(List.of(new Hop("hop1", List.of(new Timeout(TIMEOUT)))));

            path.pass(TIMEOUT.minus(UNIT));
            assertThat(path.clientGot()).isEmpty();
            path.pass(UNIT);
            assertThat(path.clientGot()).containsExactly(FIN);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FIN", "RST"})
    void aSenderThatEndsIsShownAtOnceWithoutItsBytes(Signal end) {
        try (VirtualPath path = VirtualPath.of(new Timeout(Duration.ZERO))) {
            path.serverSends("row");

            path.serverSends(KEEPALIVE);
            path.serverSends(end);

            assertThat(path.clientGot()).containsExactly(KEEPALIVE, end);
            assertThat(path.wire.events).contains("DROPPED SERVER hop1");
        }
    }
}
