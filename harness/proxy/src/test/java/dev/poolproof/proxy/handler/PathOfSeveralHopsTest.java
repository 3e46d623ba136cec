package dev.poolproof.proxy.handler;

import static dev.poolproof.model.fault.Activity.DATA;
import static dev.poolproof.model.fault.Activity.KEEPALIVE;
import static dev.poolproof.proxy.handler.Signal.RST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.fault.CutAfter;
import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.IdleAction;
import dev.poolproof.model.fault.IdleDrop;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathOfSeveralHopsTest {
    private static final Duration SHORT = Duration.ofMinutes(4);
    private static final Duration LONG = Duration.ofSeconds(350);

    @Test
    void theShorterIdleTimeActsAndTheLongerNeverSeesTheTrafficItSwallows() {
        try (VirtualPath path =
                VirtualPath.of(
                        new IdleDrop(SHORT, IdleAction.RST_TO_NEXT_SENDER, Set.of(DATA)),
                        new IdleDrop(LONG, IdleAction.FIN_BOTH, Set.of(DATA)))) {
            path.pass(SHORT);
            path.clientSends("query");
            assertThat(path.clientGot()).containsExactly(RST);

            path.pass(LONG.minus(SHORT));

            assertThat(path.wire.events)
                    .containsExactly("TIMER_FIRED hop1", "DROPPED CLIENT hop1", "TIMER_FIRED hop2");
        }
    }

    @Test
    void keepaliveKeepsOneHopAwakeAndNotTheOther() {
        try (VirtualPath path =
                VirtualPath.of(
                        new IdleDrop(SHORT, IdleAction.RST_BOTH, Set.of(DATA, KEEPALIVE)),
                        new IdleDrop(LONG, IdleAction.FIN_BOTH, Set.of(DATA)))) {
            for (int probe = 0; probe < 4; probe++) {
                path.pass(Duration.ofSeconds(75));
                path.clientSends(Signal.KEEPALIVE);
            }

            path.pass(Duration.ofSeconds(50));

            assertThat(path.wire.events).containsExactly("TIMER_FIRED hop2");
        }
    }

    @Test
    void anEndInTheMiddleOfThePathReachesBothSides() {
        try (VirtualPath path =
                VirtualPath.of(
                        new IdleDrop(LONG, IdleAction.SILENT, Set.of(DATA)),
                        new CutAfter(SHORT, Ending.RST_BOTH),
                        new IdleDrop(LONG, IdleAction.SILENT, Set.of(DATA)))) {
            path.pass(SHORT);

            assertThat(path.clientGot()).containsExactly(RST);
            assertThat(path.serverGot()).containsExactly(RST);
        }
    }
}
