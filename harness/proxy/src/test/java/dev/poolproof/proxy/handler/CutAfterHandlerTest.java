package dev.poolproof.proxy.handler;

import static dev.poolproof.proxy.handler.Signal.FIN;
import static dev.poolproof.proxy.handler.Signal.RST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.CutAfter;
import dev.poolproof.model.fault.Direction;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Scope;
import dev.poolproof.model.fault.Trigger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CutAfterHandlerTest {
    private static final Duration AFTER = Duration.ofHours(24);
    private static final Duration UNIT = Duration.ofNanos(1);

    @Test
    void trafficDoesNotPutTheCutOff() {
        try (VirtualPath path = VirtualPath.of(new CutAfter(AFTER, Ending.FIN_BOTH))) {
            path.pass(AFTER.minus(UNIT));
            path.clientSends("query");
            path.serverSends("row");
            assertThat(path.serverGot()).containsExactly("query");
            assertThat(path.clientGot()).containsExactly("row");

            path.pass(UNIT);

            assertThat(path.clientGot()).containsExactly(FIN);
            assertThat(path.serverGot()).containsExactly(FIN);
            assertThat(path.wire.events).containsExactly("TIMER_FIRED hop1");
        }
    }

    @Test
    void ofTheWholeConnectionBytesThatArmItCountEitherWay() {
        for (Direction stream : Direction.values()) {
            try (VirtualPath path =
                    VirtualPath.of(
                            Scope.DEFAULT.stream(stream).from(new Trigger.AfterBytes(10)),
                            new CutAfter(AFTER, Ending.FIN_BOTH))) {
                path.clientSends("query");
                path.serverSends("four");
                assertThat(path.wire.events).isEmpty();

                path.serverSends("5");

                assertThat(path.wire.events).as("%s", stream).containsExactly("ARMED hop1");
            }
        }
    }

    @Test
    void ofTwoHopsTheFirstTimerToFireWins() {
        try (VirtualPath path =
                VirtualPath.of(
                        new CutAfter(AFTER, Ending.FIN_BOTH),
                        new CutAfter(AFTER.minus(UNIT), Ending.RST_BOTH))) {
            path.pass(AFTER.minus(UNIT));

            assertThat(path.wire.events).containsExactly("TIMER_FIRED hop2");
            assertThat(path.clientGot()).containsExactly(RST);
            assertThat(path.serverGot()).containsExactly(RST);
        }
    }
}
