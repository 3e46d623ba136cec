package dev.poolproof.proxy.handler;

import static dev.poolproof.proxy.handler.Signal.FIN;
import static dev.poolproof.proxy.handler.Signal.RST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.SlowClose;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlowCloseHandlerTest {
    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final Duration UNIT = Duration.ofNanos(1);

    @ParameterizedTest
    @EnumSource(names = {"FIN", "RST"})
    void bytesPassAtOnceAndTheEndAfterTheDelay(Signal end) {
        try (VirtualPath path = VirtualPath.of(new SlowClose(DELAY))) {
            path.serverSends("row");
            path.serverSends(end);
            assertThat(path.clientGot()).containsExactly("row");

            path.pass(DELAY.minus(UNIT));
            assertThat(path.clientGot()).isEmpty();
            path.pass(UNIT);

            assertThat(path.clientGot()).containsExactly(end);
            assertThat(path.wire.events)
                    .containsExactly("ACTED SERVER hop1: " + end + " held for 2s");
        }
    }

    @Test
    void theOtherSideMaySendAndEndMeanwhile() {
        try (VirtualPath path = VirtualPath.of(new SlowClose(DELAY))) {
            path.serverSends(FIN);

            path.clientSends("late query");
            path.clientSends(FIN);

            assertThat(path.serverGot()).containsExactly("late query", FIN);
            path.pass(DELAY);
            assertThat(path.clientGot()).containsExactly(FIN);
        }
    }

    @Test
    void aResetAfterAFinDoesNotOvertakeIt() {
        try (VirtualPath path = VirtualPath.of(new SlowClose(DELAY))) {
            path.serverSends(FIN);
            path.serverSends(RST);

            path.pass(DELAY);

            assertThat(path.clientGot()).containsExactly(FIN, RST);
        }
    }

    @Test
    void aChangedDelayCountsFromTheEndItHolds() {
        try (VirtualPath path = VirtualPath.of(new SlowClose(DELAY))) {
            path.serverSends(FIN);
            path.pass(Duration.ofMillis(500));

            path.change(List.of(new Hop("hop1", List.of(new SlowClose(Duration.ofMillis(501))))));

            path.pass(Duration.ofMillis(1).minus(UNIT));
            assertThat(path.clientGot()).isEmpty();
            path.pass(UNIT);
            assertThat(path.clientGot()).containsExactly(FIN);
        }
    }

    @Test
    void takenOffThePathItLetsGoOfTheEnd() {
        try (VirtualPath path = VirtualPath.of(new SlowClose(DELAY))) {
            path.serverSends(FIN);

            path.clear();

            assertThat(path.clientGot()).containsExactly(FIN);
        }
    }
}
